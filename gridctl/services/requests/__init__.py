"""Requests and complaints: answered, urged, and asked about by somebody who did not do them (T8, H5)."""
