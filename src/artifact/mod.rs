//! `.package`, `.dar` and `.vmoapp`: model to archive and back; which of them a file is; verification.
