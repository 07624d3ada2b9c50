-- The Prefect server's own role and database, beside those of the desk or the councils, which it may not enter.
-- As a superuser, once: psql --file=deploy/prefect.sql postgres
-- The password is set by \password, and stands in PREFECT_API_DATABASE_CONNECTION_URL.
\set ON_ERROR_STOP on
CREATE ROLE prefect LOGIN;
CREATE DATABASE prefect OWNER prefect;
REVOKE ALL ON DATABASE prefect FROM PUBLIC;
