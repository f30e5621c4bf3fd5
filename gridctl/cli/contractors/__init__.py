"""Commands of contractors: `gridctl contractor`."""
