def write(*a):
    raise NotImplementedError


def recheck(*a):
    return True
