"""stub"""
def run(source, rules): raise NotImplementedError
