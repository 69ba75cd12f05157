-- A copy of every row beside the tables, and a note of which tables were written to: a test's rows are put back in milliseconds,
-- where copying the whole database took half a second and more.
DROP SCHEMA IF EXISTS kept CASCADE;
CREATE SCHEMA kept;
CREATE TABLE kept.touched (name text);
CREATE TABLE kept.counters AS
    SELECT schemaname, sequencename, coalesce(last_value, start_value) AS value, last_value IS NOT NULL AS called
    FROM pg_sequences WHERE schemaname = 'public';

CREATE FUNCTION kept.note_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO kept.touched VALUES (TG_TABLE_NAME);
    RETURN NULL;
END $$;

CREATE FUNCTION kept.note_tables() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO kept.touched VALUES ('*');
END $$;

CREATE FUNCTION kept.put_back() RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    one text;
BEGIN
    IF EXISTS (SELECT FROM kept.touched WHERE name = '*') THEN
        RETURN false;
    END IF;
    SET LOCAL session_replication_role = replica;  -- neither foreign keys nor seals hold against putting back
    FOR one IN SELECT DISTINCT name FROM kept.touched LOOP
        EXECUTE format('DELETE FROM public.%I', one);
        EXECUTE format('INSERT INTO public.%I OVERRIDING SYSTEM VALUE SELECT * FROM kept.%I', one, 'rows_' || one);
    END LOOP;
    PERFORM setval(format('%I.%I', schemaname, sequencename), value, called) FROM kept.counters;
    DELETE FROM kept.touched;
    RETURN true;
END $$;

DO $$
DECLARE
    one text;
BEGIN
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('CREATE TABLE kept.%I AS TABLE public.%I', 'rows_' || one, one);
        EXECUTE format('CREATE TRIGGER kept_note AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.%I '
            'FOR EACH STATEMENT EXECUTE FUNCTION kept.note_rows()', one);
    END LOOP;
END $$;

CREATE EVENT TRIGGER kept_tables ON ddl_command_end EXECUTE FUNCTION kept.note_tables();
