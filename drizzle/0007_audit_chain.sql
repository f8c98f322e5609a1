-- The functions below run as the tables' owner, for whom row-level security is forced as well.
DO $$ BEGIN
  EXECUTE format('CREATE POLICY "audit_logs_owner" ON "audit_logs" AS PERMISSIVE FOR ALL TO %I USING (true) WITH CHECK (true)', current_user);
  EXECUTE format('CREATE POLICY "audit_chain_owner" ON "audit_chain" AS PERMISSIVE FOR ALL TO %I USING (true) WITH CHECK (true)', current_user);
  EXECUTE format('CREATE POLICY "tenants_audit_owner" ON "tenants" AS PERMISSIVE FOR SELECT TO %I USING (true)', current_user);
END $$;--> statement-breakpoint
-- A link's hash: SHA-256 over every column of the row and the hash before. JSON as text, so that nothing and JSON's null differ.
CREATE FUNCTION audit_hash(previous text, log public.audit_logs) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array('v1', previous, log.id, log.tenant_id, log.actor, log.action,
    log.target_type, log.target_id, log.detail::text, log.before::text, log.after::text, log.ip, log.user_agent,
    log.trace_id, to_char(log.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'))::text, 'UTF8')), 'hex')
$$;--> statement-breakpoint
-- The rows that the running transaction has yet to link, in their order.
CREATE FUNCTION audit_note() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.audited',
    concat_ws(',', nullif(current_setting('app.audited', true), ''), (SELECT string_agg(id::text, ',') FROM written)), true);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER audit_note AFTER INSERT ON audit_logs REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION audit_note();--> statement-breakpoint
-- Adds the links when the transaction commits, one transaction of an organisation after the other: all of them when it is
-- called for the first row. The locks are the last that a transaction takes, all at once and in one order, so none waits
-- for another in a circle. A row that was kept out of the note is linked by its own call.
CREATE FUNCTION audit_link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  noted text := nullif(current_setting('app.audited', true), '');
  ids uuid[];
  several uuid[];
  chain int;
  next uuid;
BEGIN
  IF noted IS NULL AND EXISTS (SELECT FROM public.audit_chain WHERE audit_id = NEW.id) THEN RETURN NULL; END IF;
  ids := string_to_array(noted, ',')::uuid[];
  IF NEW.id = ANY (ids) IS NOT TRUE THEN ids := array_append(ids, NEW.id); END IF;
  PERFORM set_config('app.audited', '', true);
  FOR chain IN
    SELECT DISTINCT hashtext(tenant_id::text) AS key FROM public.audit_logs WHERE id = ANY (ids) ORDER BY key
  LOOP
    PERFORM pg_advisory_xact_lock(7240314, chain);
  END LOOP;
  -- Each organisation's first row in one statement, the others one after the other. A row may be gone, with its
  -- organisation, or be linked already: then there is nothing to add.
  WITH todo AS MATERIALIZED (
    SELECT a.id, a.tenant_id, n.place, row_number() OVER (PARTITION BY a.tenant_id ORDER BY n.place) AS nth
    FROM unnest(ids) WITH ORDINALITY AS n (id, place) JOIN public.audit_logs a ON a.id = n.id
    WHERE NOT EXISTS (SELECT FROM public.audit_chain l WHERE l.audit_id = a.id)
  ), linked AS (
    INSERT INTO public.audit_chain (tenant_id, seq, audit_id, hash)
      SELECT t.tenant_id, coalesce(last.seq, 0) + 1, a.id, public.audit_hash(coalesce(last.hash, ''), a)
      FROM todo t JOIN public.audit_logs a ON a.id = t.id LEFT JOIN LATERAL (
        SELECT seq, hash FROM public.audit_chain WHERE tenant_id = t.tenant_id ORDER BY seq DESC LIMIT 1) last ON true
      WHERE t.nth = 1
  )
  SELECT array_agg(id ORDER BY place) INTO several FROM todo WHERE nth > 1;
  FOREACH next IN ARRAY coalesce(several, '{}') LOOP
    INSERT INTO public.audit_chain (tenant_id, seq, audit_id, hash)
      SELECT a.tenant_id, last.seq + 1, a.id, public.audit_hash(last.hash, a)
      FROM public.audit_logs a, LATERAL (
        SELECT seq, hash FROM public.audit_chain WHERE tenant_id = a.tenant_id ORDER BY seq DESC LIMIT 1) last
      WHERE a.id = next;
  END LOOP;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER audit_link AFTER INSERT ON audit_logs DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION audit_link();--> statement-breakpoint
-- The only way rows leave the log: those before a time, but for the kinds of target to keep. What was removed is itself
-- a row of the log. A link stays while its own row or the next one does, so that what is left can be verified.
CREATE FUNCTION audit_remove(whose uuid, older timestamptz, keep text[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  removed bigint;
  up_to bigint;
  earlier bigint := (SELECT max((detail->>'removed_up_to')::bigint) FROM public.audit_logs
    WHERE tenant_id = whose AND action = 'audit_log.trimmed');
BEGIN
  IF older > now() - interval '30 days' AND EXISTS (
    SELECT FROM public.tenants WHERE id = whose AND (is_active OR slug NOT LIKE 'closed-%')) THEN
    RAISE EXCEPTION 'Rows of the audit log are kept for 30 days at least';
  END IF;
  WITH gone AS (
    DELETE FROM public.audit_logs WHERE tenant_id = whose AND created_at < older AND NOT (target_type = ANY (keep)) RETURNING id)
  SELECT count(*), greatest(max(l.seq), earlier) INTO removed, up_to
    FROM gone JOIN public.audit_chain l ON l.tenant_id = whose AND l.audit_id = gone.id;
  IF removed = 0 THEN RETURN 0; END IF;
  DELETE FROM public.audit_chain l WHERE l.tenant_id = whose AND l.seq < up_to
    AND NOT EXISTS (SELECT FROM public.audit_logs a WHERE a.id = l.audit_id)
    AND NOT EXISTS (
      SELECT FROM public.audit_chain n JOIN public.audit_logs a ON a.id = n.audit_id
      WHERE n.tenant_id = whose AND n.seq = l.seq + 1);
  INSERT INTO public.audit_logs (tenant_id, actor, action, target_type, target_id, detail) VALUES (
    whose, 'system', 'audit_log.trimmed', 'tenant', whose,
    jsonb_build_object('rows', removed, 'removed_up_to', up_to, 'before',
      to_char(older AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')));
  RETURN removed;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION audit_remove(uuid, timestamptz, text[]) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION audit_remove(uuid, timestamptz, text[]) TO cai_system;--> statement-breakpoint
-- What was written before there was a chain.
DO $$
DECLARE
  log public.audit_logs;
  whose uuid;
  n bigint;
  link text;
BEGIN
  FOR log IN SELECT * FROM public.audit_logs ORDER BY tenant_id, created_at, id LOOP
    IF whose IS DISTINCT FROM log.tenant_id THEN
      whose := log.tenant_id; n := 0; link := '';
    END IF;
    n := n + 1;
    link := public.audit_hash(link, log);
    INSERT INTO public.audit_chain (tenant_id, seq, audit_id, hash) VALUES (whose, n, log.id, link);
  END LOOP;
END $$;
