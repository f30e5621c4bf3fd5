"""Certificates: entered, given for a training, ended, and who lacks which."""
