"""Environment services (环境作业): planned, done, accepted, listed (D3 服务内容, D10 3.1.2)."""
