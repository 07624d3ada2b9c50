-- The roles and databases of compose.yaml, made when its PostgreSQL starts for the first time: the desk's and Prefect's,
-- neither of which may enter the other's. Their passwords stand in database.env, and in the URLs of desk.env and prefect.env.
\set ON_ERROR_STOP on
\getenv desk_password DESK_PASSWORD
\getenv prefect_password PREFECT_PASSWORD
CREATE ROLE desk LOGIN PASSWORD :'desk_password';
CREATE DATABASE offsite OWNER desk;
CREATE ROLE prefect LOGIN PASSWORD :'prefect_password';
CREATE DATABASE prefect OWNER prefect;
REVOKE ALL ON DATABASE offsite, prefect FROM PUBLIC;
