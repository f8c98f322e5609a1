-- A trigger's plan is kept by the session that made it, maybe on empty tables, and what it changed has no statistics: it
-- would scan every line for every invoice, and compare every invoice with every other. So lines by their key, and the
-- invoices before and after by a hash.
ALTER FUNCTION check_finalised() SET enable_seqscan = off;
--> statement-breakpoint
ALTER FUNCTION check_finalised() SET enable_nestloop = off;
--> statement-breakpoint
ALTER FUNCTION guard_invoice_lines() SET enable_seqscan = off;
--> statement-breakpoint
-- As before, in a form that the planner puts in place of its call.
CREATE OR REPLACE FUNCTION round_half_even(n numeric, d numeric) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT sign(n) * (div(abs(n), d) + CASE
    WHEN 2 * mod(abs(n), d) > d OR (2 * mod(abs(n), d) = d AND mod(div(abs(n), d), 2) = 1) THEN 1 ELSE 0 END)
$$;
