-- tenants.file_count follows the rows of files, statement by statement.
create function count_files() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    update tenants t set file_count = t.file_count + n.count
    from (select tenant_id, count(*)::int as count from changed group by tenant_id) n where t.id = n.tenant_id;
  else
    update tenants t set file_count = t.file_count - n.count
    from (select tenant_id, count(*)::int as count from changed group by tenant_id) n where t.id = n.tenant_id;
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger files_counted_in after insert on files referencing new table as changed for each statement execute function count_files();
--> statement-breakpoint
create trigger files_counted_out after delete on files referencing old table as changed for each statement execute function count_files();
