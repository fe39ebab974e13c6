//! What a server keeps in its database, in a folder of the project.
