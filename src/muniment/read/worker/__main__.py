"""`python -m muniment.read.worker`: started by the pool, of no use by hand."""

from muniment.read.worker.serve import main

if __name__ == "__main__":
    main()
