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
-- Whose chains the running transaction will add to.
CREATE FUNCTION audit_note() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.audited', (
    SELECT string_agg(DISTINCT tenant, ',') FROM (
      SELECT tenant_id::text AS tenant FROM written
      UNION SELECT unnest(string_to_array(nullif(current_setting('app.audited', true), ''), ','))) AS known), true);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER audit_note AFTER INSERT ON audit_logs REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION audit_note();--> statement-breakpoint
-- Adds a row's link when its transaction commits, one transaction of an organisation after the other. The locks are the
-- last that a transaction takes, all at once and in one order, so none waits for another in a circle.
CREATE FUNCTION audit_link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  noted text := nullif(current_setting('app.audited', true), '');
  chain int;
  last public.audit_chain;
BEGIN
  IF noted IS NOT NULL THEN
    FOR chain IN SELECT DISTINCT hashtext(tenant) AS key FROM unnest(string_to_array(noted, ',')) AS tenant ORDER BY key LOOP
      PERFORM pg_advisory_xact_lock(7240314, chain);
    END LOOP;
    PERFORM set_config('app.audited', '', true);
  END IF;
  PERFORM pg_advisory_xact_lock(7240314, hashtext(NEW.tenant_id::text));
  SELECT * INTO last FROM public.audit_chain WHERE tenant_id = NEW.tenant_id ORDER BY seq DESC LIMIT 1;
  -- The row may be gone, with its organisation: then there is nothing to add.
  INSERT INTO public.audit_chain (tenant_id, seq, audit_id, hash)
    SELECT NEW.tenant_id, coalesce(last.seq, 0) + 1, a.id, public.audit_hash(coalesce(last.hash, ''), a)
    FROM public.audit_logs a WHERE a.id = NEW.id;
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
