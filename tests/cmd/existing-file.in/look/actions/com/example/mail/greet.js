// My own notes, which nobody shall take from me.
