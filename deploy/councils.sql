-- Several councils on one PostgreSQL server: for each a role, a database, and one for its keys, which nobody else may enter.
-- psql --variable council=northshire --file deploy/councils.sql
-- Passwords are set by \password, and stand in the .pgpass of the council's own user.
CREATE ROLE :"council" LOGIN;
CREATE DATABASE :"council" OWNER :"council";
SELECT :'council' || '_keys' AS keys \gset
CREATE DATABASE :"keys" OWNER :"council";
REVOKE ALL ON DATABASE :"council", :"keys" FROM PUBLIC;
