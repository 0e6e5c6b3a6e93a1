from etl import compiled

compiled.use()
