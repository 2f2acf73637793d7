"""The pages for offices and secretaries: figures of their own subtree, made on the server, without
any script. Everything they show comes from `Pages`, who is signed in from `Desk`."""
