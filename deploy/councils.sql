-- Several councils on one PostgreSQL server: for each a role, a database, and one for its keys, which nobody else may enter.
-- As a superuser, once for each council, whose code must be free as the name of a role and of a database:
--   psql --set=council=northshire --file=deploy/councils.sql postgres
-- Passwords are set by \password, and stand in the .pgpass of the council's own user.
\set ON_ERROR_STOP on
SELECT :'council' || '_keys' AS keys \gset
CREATE ROLE :"council" LOGIN;
CREATE DATABASE :"council" OWNER :"council";
CREATE DATABASE :"keys" OWNER :"council";
-- Or every role of the server could enter, and see what tables there are.
REVOKE ALL ON DATABASE :"council", :"keys" FROM PUBLIC;
