CREATE TABLE "audit_logs_restored" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"target_type" text NOT NULL,
	"target_id" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"ip" text,
	"user_agent" text,
	"trace_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"archived_log_id" uuid NOT NULL,
	CONSTRAINT "audit_logs_restored_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "audit_logs_restored" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "archived_logs" DROP CONSTRAINT "archived_logs_day_key";--> statement-breakpoint
ALTER TABLE "archived_logs" ALTER COLUMN "tenant_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "archived_logs" ADD COLUMN "part" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "archived_logs" ADD COLUMN "places" "int8multirange";--> statement-breakpoint
ALTER TABLE "archived_logs" ADD COLUMN "links_sha256" text;--> statement-breakpoint
ALTER TABLE "archived_logs" ADD COLUMN "expired_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "audit_logs_restored" ADD CONSTRAINT "audit_logs_restored_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_logs_restored_list_idx" ON "audit_logs_restored" USING btree ("tenant_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_logs_restored_part_idx" ON "audit_logs_restored" USING btree ("archived_log_id");--> statement-breakpoint
CREATE INDEX "archived_logs_requested_idx" ON "archived_logs" USING btree ("tenant_id") WHERE restore_requested_at is not null;--> statement-breakpoint
CREATE INDEX "archived_logs_expired_idx" ON "archived_logs" USING btree ("expired_at") WHERE expired_at is not null;--> statement-breakpoint
ALTER TABLE "archived_logs" ADD CONSTRAINT "archived_logs_part_key" UNIQUE NULLS NOT DISTINCT("tenant_id","kind","day","part");--> statement-breakpoint
CREATE POLICY "audit_logs_restored_tenant" ON "audit_logs_restored" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "audit_logs_restored_system" ON "audit_logs_restored" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
-- Handwritten from here: what Drizzle cannot express. The audit log is moved into a table partitioned by week.
DROP FUNCTION audit_hash(text, audit_logs);--> statement-breakpoint
ALTER TABLE "audit_logs" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit_logs" RENAME TO "audit_logs_before";--> statement-breakpoint
CREATE TABLE "audit_logs" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"target_type" text NOT NULL,
	"target_id" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"ip" text,
	"user_agent" text,
	"trace_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
) PARTITION BY RANGE ("created_at");--> statement-breakpoint
-- What stays longer than its week's partition: rows about invoices and the organisation itself, rows of organisations whose
-- own rule archives later or never, and rows of weeks that have no partition.
CREATE TABLE "audit_logs_kept" PARTITION OF "audit_logs" DEFAULT;--> statement-breakpoint
REVOKE ALL ON "audit_logs_kept" FROM PUBLIC;--> statement-breakpoint
CREATE INDEX "audit_logs_kept_created_idx" ON "audit_logs_kept" USING btree ("created_at");--> statement-breakpoint
-- A partition is attached under a lock for which all readers wait, and what is kept would be searched for rows that belong
-- to it meanwhile. So in transactions before it, what is kept is fenced off from the week, and found to be. Only where
-- nothing can want to come to it: the week has its partition, or is still to come. Returns whether there is a fence.
CREATE FUNCTION audit_fence(p_day date) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_monday timestamp := date_trunc('week', p_day::timestamp);
  v_from timestamptz := v_monday AT TIME ZONE 'UTC';
  v_to timestamptz := (v_monday + interval '7 days') AT TIME ZONE 'UTC';
BEGIN
  PERFORM public.audit_unfence();
  IF to_regclass('public.audit_logs_' || to_char(v_monday, 'YYYYMMDD')) IS NULL AND v_from <= now() THEN RETURN false; END IF;
  EXECUTE format('ALTER TABLE public.audit_logs_kept ADD CONSTRAINT audit_logs_fence CHECK (created_at < %L OR created_at >= %L) NOT VALID', v_from, v_to);
  RETURN true;
END $$;--> statement-breakpoint
-- Looks through what is kept while everybody goes on. A fence that does not hold is taken away.
CREATE FUNCTION audit_fence_holds() RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  ALTER TABLE public.audit_logs_kept VALIDATE CONSTRAINT audit_logs_fence;
  RETURN true;
EXCEPTION WHEN check_violation OR undefined_object THEN
  PERFORM public.audit_unfence();
  RETURN false;
END $$;--> statement-breakpoint
CREATE FUNCTION audit_unfence() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'public.audit_logs_kept'::regclass AND conname = 'audit_logs_fence') THEN
    ALTER TABLE public.audit_logs_kept DROP CONSTRAINT IF EXISTS audit_logs_fence;
  END IF;
END $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION audit_fence(date), audit_fence_holds(), audit_unfence() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION audit_fence(date), audit_fence_holds(), audit_unfence() TO cai_system;--> statement-breakpoint
-- Makes the partition of a day's week (from Monday, UTC), and moves there what came before it was made. Runs as the owner,
-- since only that may. Attaching locks organisations as well, for the reference: first, since that is the order of all who
-- write, so that nobody waits in a circle.
CREATE FUNCTION ensure_audit_partition(p_day date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_monday timestamp := date_trunc('week', p_day::timestamp);
  v_from timestamptz := v_monday AT TIME ZONE 'UTC';
  v_to timestamptz := (v_monday + interval '7 days') AT TIME ZONE 'UTC';
  v_name text := 'audit_logs_' || to_char(v_monday, 'YYYYMMDD');
BEGIN
  IF to_regclass('public.' || v_name) IS NOT NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(7240316);
  IF to_regclass('public.' || v_name) IS NOT NULL THEN RETURN; END IF;
  EXECUTE format('CREATE TABLE public.%I (LIKE public.audit_logs INCLUDING DEFAULTS)', v_name);
  -- Nobody has a grant on it: it is reached through its table, whose policies hold.
  EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC', v_name);
  LOCK TABLE public.tenants IN SHARE ROW EXCLUSIVE MODE;
  LOCK TABLE public.audit_logs_kept IN ACCESS EXCLUSIVE MODE;
  EXECUTE format('WITH moved AS (DELETE FROM public.audit_logs_kept WHERE created_at >= %L AND created_at < %L RETURNING *) INSERT INTO public.%I SELECT * FROM moved', v_from, v_to, v_name);
  EXECUTE format('ALTER TABLE public.audit_logs ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)', v_name, v_from, v_to);
  PERFORM public.audit_unfence();
END $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION ensure_audit_partition(date) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION ensure_audit_partition(date) TO cai_system;--> statement-breakpoint
SELECT ensure_audit_partition(d::date) FROM generate_series(now() AT TIME ZONE 'UTC' - interval '10 weeks', now() AT TIME ZONE 'UTC' + interval '4 weeks', interval '1 week') d;--> statement-breakpoint
INSERT INTO "audit_logs" (id, tenant_id, actor, action, target_type, target_id, detail, before, after, ip, user_agent, trace_id, created_at)
  SELECT id, tenant_id, actor, action, target_type, target_id, detail, before, after, ip, user_agent, trace_id, created_at FROM "audit_logs_before";--> statement-breakpoint
DROP TABLE "audit_logs_before";--> statement-breakpoint
ALTER TABLE "audit_logs" ADD CONSTRAINT "audit_logs_id_created_at_pk" PRIMARY KEY("id","created_at");--> statement-breakpoint
ALTER TABLE "audit_logs" ADD CONSTRAINT "audit_logs_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_logs_list_idx" ON "audit_logs" USING btree ("tenant_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_logs_action_idx" ON "audit_logs" USING btree ("tenant_id","action","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_logs_actor_idx" ON "audit_logs" USING btree ("tenant_id","actor","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_logs_target_idx" ON "audit_logs" USING btree ("tenant_id","target_id");--> statement-breakpoint
ANALYZE "audit_logs";--> statement-breakpoint
ALTER TABLE "audit_logs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "audit_logs_tenant" ON "audit_logs" AS PERMISSIVE FOR ALL TO "cai_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "audit_logs_system" ON "audit_logs" AS PERMISSIVE FOR ALL TO "cai_system" USING (true) WITH CHECK (true);--> statement-breakpoint
-- The functions run as the tables' owner, for whom row-level security is forced as well.
DO $$ BEGIN
  EXECUTE format('CREATE POLICY "audit_logs_owner" ON "audit_logs" AS PERMISSIVE FOR ALL TO %I USING (true) WITH CHECK (true)', current_user);
  EXECUTE format('CREATE POLICY "archived_logs_owner" ON "archived_logs" AS PERMISSIVE FOR ALL TO %I USING (true) WITH CHECK (true)', current_user);
END $$;--> statement-breakpoint
-- As before, of the new table's rows.
CREATE FUNCTION audit_hash(previous text, log public.audit_logs) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array('v1', previous, log.id, log.tenant_id, log.actor, log.action,
    log.target_type, log.target_id, log.detail::text, log.before::text, log.after::text, log.ip, log.user_agent,
    log.trace_id, to_char(log.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'))::text, 'UTF8')), 'hex')
$$;--> statement-breakpoint
-- As before, with the time that the rows stand at, which says in which partition to look for them.
CREATE OR REPLACE FUNCTION audit_note() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  ids text;
  first timestamptz;
  last timestamptz;
BEGIN
  SELECT string_agg(id::text, ','), min(created_at), max(created_at) INTO ids, first, last FROM written;
  IF ids IS NULL THEN RETURN NULL; END IF;
  PERFORM set_config('app.audited', concat_ws(',', nullif(current_setting('app.audited', true), ''), ids), true),
    set_config('app.audited_from', least(nullif(current_setting('app.audited_from', true), '')::timestamptz, first)::text, true),
    set_config('app.audited_to', greatest(nullif(current_setting('app.audited_to', true), '')::timestamptz, last)::text, true);
  RETURN NULL;
END $$;--> statement-breakpoint
-- As before. Its plans are made once and look at the partition of the rows' own time alone when they run.
CREATE OR REPLACE FUNCTION audit_link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  noted text := nullif(current_setting('app.audited', true), '');
  first timestamptz := least(nullif(current_setting('app.audited_from', true), '')::timestamptz, NEW.created_at);
  last timestamptz := greatest(nullif(current_setting('app.audited_to', true), '')::timestamptz, NEW.created_at);
  ids uuid[];
  several uuid[];
  chain int;
  next uuid;
BEGIN
  IF noted IS NULL AND EXISTS (SELECT FROM public.audit_chain WHERE audit_id = NEW.id) THEN RETURN NULL; END IF;
  ids := string_to_array(noted, ',')::uuid[];
  IF NEW.id = ANY (ids) IS NOT TRUE THEN ids := array_append(ids, NEW.id); END IF;
  PERFORM set_config('app.audited', '', true), set_config('app.audited_from', '', true), set_config('app.audited_to', '', true);
  FOR chain IN
    SELECT DISTINCT hashtext(tenant_id::text) AS key FROM public.audit_logs
    WHERE id = ANY (ids) AND created_at >= first AND created_at <= last ORDER BY key
  LOOP
    PERFORM pg_advisory_xact_lock(7240314, chain);
  END LOOP;
  WITH todo AS MATERIALIZED (
    SELECT a.id, a.created_at, a.tenant_id, n.place, row_number() OVER (PARTITION BY a.tenant_id ORDER BY n.place) AS nth
    FROM unnest(ids) WITH ORDINALITY AS n (id, place) JOIN public.audit_logs a ON a.id = n.id
    WHERE a.created_at >= first AND a.created_at <= last
      AND NOT EXISTS (SELECT FROM public.audit_chain l WHERE l.audit_id = a.id)
  ), linked AS (
    INSERT INTO public.audit_chain (tenant_id, seq, audit_id, hash)
      SELECT t.tenant_id, coalesce(last_link.seq, 0) + 1, a.id, public.audit_hash(coalesce(last_link.hash, ''), a)
      FROM todo t JOIN public.audit_logs a ON a.id = t.id AND a.created_at = t.created_at LEFT JOIN LATERAL (
        SELECT seq, hash FROM public.audit_chain WHERE tenant_id = t.tenant_id ORDER BY seq DESC LIMIT 1) last_link ON true
      WHERE t.nth = 1 AND a.created_at >= first AND a.created_at <= last
  )
  SELECT array_agg(id ORDER BY place) INTO several FROM todo WHERE nth > 1;
  FOREACH next IN ARRAY coalesce(several, '{}') LOOP
    INSERT INTO public.audit_chain (tenant_id, seq, audit_id, hash)
      SELECT a.tenant_id, last_link.seq + 1, a.id, public.audit_hash(last_link.hash, a)
      FROM public.audit_logs a, LATERAL (
        SELECT seq, hash FROM public.audit_chain WHERE tenant_id = a.tenant_id ORDER BY seq DESC LIMIT 1) last_link
      WHERE a.id = next AND a.created_at >= first AND a.created_at <= last;
  END LOOP;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER audit_note AFTER INSERT ON audit_logs REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION audit_note();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER audit_link AFTER INSERT ON audit_logs DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION audit_link();--> statement-breakpoint
-- A part begins with its rows in the database: that they left is said by what removes them.
CREATE POLICY "archived_logs_begin" ON "archived_logs" AS RESTRICTIVE FOR INSERT TO "cai_system"
  WITH CHECK (removed_at IS NULL AND restore_requested_at IS NULL AND restored_until IS NULL AND expired_at IS NULL);--> statement-breakpoint
-- Whether the log itself says of a part of the archive what its row says: the platform's own entry, which is what its link
-- in the chain was made of. Both were written in one transaction.
CREATE FUNCTION audit_told(d public.archived_logs) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM public.audit_logs e JOIN public.audit_chain l ON l.audit_id = e.id AND l.tenant_id = e.tenant_id
      LEFT JOIN public.audit_chain p ON p.tenant_id = l.tenant_id AND p.seq = l.seq - 1
    WHERE e.tenant_id = d.tenant_id AND e.action = 'audit_log.archived' AND e.created_at >= d.created_at AND e.actor = 'system'
      AND e.detail->>'archived_log_id' = d.id::text
      AND concat_ws(' ', e.detail->>'day', e.detail->>'part', e.detail->>'rows', e.detail->>'places', e.detail->>'object_key',
          e.detail->>'bytes', e.detail->>'sha256', e.detail->>'content_sha256', e.detail->>'links_sha256')
        = concat_ws(' ', d.day, d.part, d.rows, d.places, d.object_key, d.bytes, d.sha256, d.content_sha256, d.links_sha256)
      AND (l.seq = 1 OR p.seq IS NOT NULL) AND public.audit_hash(coalesce(p.hash, ''), e) = l.hash)
$$;--> statement-breakpoint
-- Takes out of the database what a verified part of the archive holds, row by row by its place in the chain; whatever else
-- is in the partition stays in the log. A part counts when the log tells of it (`audit_told`) and its links are still those
-- that were archived; rows about invoices and organisations leave never. A week that is over is dropped (`drop`) when only
-- such rows are left of it, which are kept; and 100 days after it, when what is left waits for an own rule. Else, and for
-- what is kept, the partition is written anew without what is archived (`rewrite`), once that is at least half: so a row is
-- written a few times at most. Without `p_way` it only says what it would do; with it, it does that, or nothing where that
-- is no longer the way. Whoever writes to the partition waits while what stays is looked up and copied, everybody else for
-- the moment of the change only.
CREATE FUNCTION audit_shed(p_part text, p_way text DEFAULT NULL, OUT way text, OUT gone bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_part oid;
  v_bound text;
  v_from timestamptz;
  v_to timestamptz;
  v_staying bigint;
  v_waiting bigint;
  v_stays text;
BEGIN
  gone := 0;
  PERFORM pg_advisory_xact_lock(7240316);
  SELECT c.oid, pg_get_expr(c.relpartbound, c.oid) INTO v_part, v_bound FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid
    WHERE i.inhparent = 'public.audit_logs'::regclass AND c.relname = p_part;
  IF NOT FOUND THEN RETURN; END IF;
  v_from := substring(v_bound FROM $q$FROM \('([^']+)'\)$q$)::timestamptz;
  v_to := substring(v_bound FROM $q$TO \('([^']+)'\)$q$)::timestamptz;
  EXECUTE format($q$
    CREATE TEMP TABLE audit_leaving ON COMMIT DROP AS
    WITH parts AS MATERIALIZED (
      SELECT d.id, d.tenant_id, d.day, d.places, d.links_sha256 FROM public.archived_logs d
      WHERE d.kind = 'audit' AND d.verified_at IS NOT NULL AND d.removed_at IS NULL AND d.expired_at IS NULL
        AND d.day >= %2$L AND d.day < %3$L AND EXISTS (
          SELECT FROM public.%1$I a WHERE a.tenant_id = d.tenant_id AND a.created_at >= d.day::timestamp AT TIME ZONE 'UTC'
            AND a.created_at < (d.day + 1)::timestamp AT TIME ZONE 'UTC')
        AND public.audit_told(d)
    ), links AS MATERIALIZED (
      SELECT d.id, d.tenant_id, d.day, l.seq, l.audit_id, l.hash FROM parts d CROSS JOIN LATERAL unnest(d.places) r
        CROSS JOIN LATERAL (SELECT * FROM public.audit_chain c WHERE c.tenant_id = d.tenant_id AND c.seq >= lower(r)
          AND c.seq < upper(r) OFFSET 0) l)
    SELECT l.id AS part, l.tenant_id, l.day, l.audit_id FROM links l WHERE l.id IN (
      SELECT k.id FROM links k JOIN parts d ON d.id = k.id GROUP BY k.id, d.links_sha256
      HAVING encode(sha256(convert_to(string_agg(k.hash, '' ORDER BY k.seq), 'UTF8')), 'hex') = d.links_sha256)$q$,
    p_part, coalesce((v_from AT TIME ZONE 'UTC')::date, '-infinity'), coalesce((v_to AT TIME ZONE 'UTC')::date, 'infinity'));
  IF NOT EXISTS (SELECT FROM pg_temp.audit_leaving) AND coalesce(v_to > now() - interval '30 days', true) THEN
    DROP TABLE pg_temp.audit_leaving;
    RETURN;
  END IF;
  ANALYZE pg_temp.audit_leaving;
  IF p_way IS NOT NULL THEN EXECUTE format('LOCK TABLE public.%I IN SHARE MODE', p_part); END IF;
  v_stays := $q$(a.target_type IN ('invoice', 'tenant') OR NOT EXISTS (
    SELECT FROM pg_temp.audit_leaving l WHERE l.audit_id = a.id AND l.tenant_id = a.tenant_id
      AND l.day = (a.created_at AT TIME ZONE 'UTC')::date))$q$;
  EXECUTE format($q$SELECT count(*) FILTER (WHERE NOT stays), count(*) FILTER (WHERE stays),
      count(*) FILTER (WHERE stays AND target_type NOT IN ('invoice', 'tenant'))
    FROM (SELECT a.target_type, %s AS stays FROM public.%I a) a$q$, v_stays, p_part) INTO gone, v_staying, v_waiting;
  way := CASE
    WHEN v_to <= now() - interval '1 day' AND (v_waiting = 0 OR v_to <= now() - interval '100 days') THEN 'drop'
    WHEN gone > 0 AND gone >= v_staying THEN 'rewrite' END;
  IF p_way IS NULL OR way IS DISTINCT FROM p_way THEN
    gone := 0;
    DROP TABLE pg_temp.audit_leaving;
    RETURN;
  END IF;
  IF way = 'drop' THEN
    EXECUTE format('CREATE TEMP TABLE audit_staying ON COMMIT DROP AS SELECT a.* FROM public.%I a WHERE %s', p_part, v_stays);
  ELSE
    -- Its check is its bound, so that its rows are not looked through when it is attached.
    EXECUTE format('CREATE TABLE public.audit_logs_anew (LIKE public.%I INCLUDING DEFAULTS INCLUDING INDEXES, CONSTRAINT audit_logs_within CHECK (%s))',
      p_part, pg_get_partition_constraintdef(v_part));
    REVOKE ALL ON public.audit_logs_anew FROM PUBLIC;
    EXECUTE format('INSERT INTO public.audit_logs_anew SELECT a.* FROM public.%I a WHERE %s', p_part, v_stays);
    ANALYZE public.audit_logs_anew;
  END IF;
  UPDATE public.archived_logs SET removed_at = now() WHERE id IN (SELECT part FROM pg_temp.audit_leaving);
  DROP TABLE pg_temp.audit_leaving;
  -- Who waits for the partition holds the log's table already, and would wait for this in a circle.
  IF EXISTS (SELECT FROM pg_locks WHERE locktype = 'relation' AND relation = v_part AND NOT granted) THEN
    RAISE EXCEPTION 'Somebody wants to write to %', p_part USING ERRCODE = 'lock_not_available';
  END IF;
  -- Attaching locks organisations as well, for the reference: first, since that is the order of all who write.
  LOCK TABLE public.tenants IN SHARE ROW EXCLUSIVE MODE;
  LOCK TABLE public.audit_logs IN ACCESS EXCLUSIVE MODE;
  EXECUTE format('DROP TABLE public.%I', p_part);
  IF way = 'rewrite' THEN
    EXECUTE format('ALTER TABLE public.audit_logs_anew RENAME TO %I', p_part);
    EXECUTE format('ALTER TABLE public.audit_logs ATTACH PARTITION public.%I %s', p_part, v_bound);
    EXECUTE format('ALTER TABLE public.%I DROP CONSTRAINT audit_logs_within', p_part);
    PERFORM public.audit_unfence();
  ELSE
    PERFORM public.audit_unfence();
    -- Straight to where they stay: they have their links.
    INSERT INTO public.audit_logs_kept SELECT * FROM pg_temp.audit_staying;
    DROP TABLE pg_temp.audit_staying;
  END IF;
END $$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION audit_shed(text, text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION audit_shed(text, text) TO cai_system;--> statement-breakpoint
-- As before, and of the archive as well: days of which every row is older are told to be removed too, as far as the log tells
-- of them. A link stays while its own row or the next one does, in the database or in the archive, and the entry that tells
-- of a part while the part does. Waits while a partition is changed, so that no row stands in two places.
CREATE OR REPLACE FUNCTION audit_remove(whose uuid, older timestamptz, keep text[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  removed bigint;
  removed_from_archive bigint;
  up_to bigint;
  up_to_in_archive bigint;
  archived int8multirange;
  earlier bigint;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7240316);
  IF older > now() - interval '30 days' AND EXISTS (
    SELECT FROM public.tenants WHERE id = whose AND (is_active OR slug NOT LIKE 'closed-%')) THEN
    RAISE EXCEPTION 'Rows of the audit log are kept for 30 days at least';
  END IF;
  earlier := (SELECT max((detail->>'removed_up_to')::bigint) FROM public.audit_logs
    WHERE tenant_id = whose AND action = 'audit_log.trimmed');
  WITH gone AS (
    UPDATE public.archived_logs d SET expired_at = now(), restored_until = NULL
    WHERE d.tenant_id = whose AND d.kind = 'audit' AND d.expired_at IS NULL AND d.verified_at IS NOT NULL
      AND (older >= now() OR (d.day + 1)::timestamp AT TIME ZONE 'UTC' <= older AND public.audit_told(d))
    RETURNING d.rows, d.places, d.removed_at)
  SELECT coalesce(sum(rows) FILTER (WHERE removed_at IS NOT NULL), 0), max(upper(places)) - 1
    INTO removed_from_archive, up_to_in_archive FROM gone;
  WITH gone AS (
    DELETE FROM public.audit_logs WHERE tenant_id = whose AND created_at < older AND NOT (target_type = ANY (keep))
      AND NOT (action = 'audit_log.archived' AND detail->>'archived_log_id' IN (
        SELECT id::text FROM public.archived_logs WHERE tenant_id = whose AND kind = 'audit' AND expired_at IS NULL))
    RETURNING id)
  SELECT count(*) + removed_from_archive, greatest(max(l.seq), up_to_in_archive, earlier) INTO removed, up_to
    FROM gone JOIN public.audit_chain l ON l.tenant_id = whose AND l.audit_id = gone.id;
  IF removed = 0 THEN RETURN 0; END IF;
  archived := coalesce((SELECT range_agg(places) FROM public.archived_logs
    WHERE tenant_id = whose AND kind = 'audit' AND expired_at IS NULL AND verified_at IS NOT NULL), '{}');
  DELETE FROM public.audit_chain l WHERE l.tenant_id = whose AND l.seq < up_to
    AND NOT archived @> l.seq AND NOT archived @> (l.seq + 1)
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
-- As they are set after all migrations (db/access.ts): until then nobody who writes an entry is refused.
GRANT SELECT, INSERT ON "audit_logs" TO cai_app, cai_system;--> statement-breakpoint
GRANT SELECT ON "audit_logs_restored" TO cai_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "audit_logs_restored" TO cai_system;
