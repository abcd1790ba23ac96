"""What tests share: articles, archives, servers on loopback. Fixtures stand in `conftest.py`."""
