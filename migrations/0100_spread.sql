-- Places between two tasks get longer with each move to the same one; then those that
-- share it are spread. This happens below the counters of the project, and tasks are locked
-- before them (0081), so it waits for none: when somebody else has one of these tasks, the
-- rank stays long and the next move tries again. Only what shares the place is changed, not
-- the column: a column of 50,000 would not be done in time. p_moved gets its place after.
create function app.spread_ranks(p_column uuid, p_place text, p_moved uuid) returns void
language plpgsql as $$
declare
    ws uuid := app.current_workspace();
    quiet text := coalesce(current_setting('app.quiet', true), '');
    free uuid[];
begin
    free := array(
        select t.id from app.tasks t
         where t.workspace_id = ws and t.column_id = p_column and t.deleted_at is null
           and t.rank >= p_place and t.rank < p_place || '~' and t.id <> p_moved
           for no key update skip locked);
    if exists (
           select from app.tasks t
            where t.workspace_id = ws and t.column_id = p_column and t.deleted_at is null
              and t.rank >= p_place and t.rank < p_place || '~' and t.id <> p_moved
              and t.id <> all (free)) then
        return;
    end if;

    perform set_config('app.quiet', 'on', true);
    update app.tasks t
       set rank = p_place || lpad(to_hex(x.place * (4294967296 / (cardinality(free) + 1))), 8, '0')
      from (select y.id, row_number() over (order by y.rank, y.id) as place
              from app.tasks y
             where y.workspace_id = ws and y.id = any (free)) x
     where t.workspace_id = ws and t.id = x.id;
    perform set_config('app.quiet', quiet, true);
end
$$;

create or replace function app.move_task(p_id uuid, p_column uuid, p_before uuid default null,
    p_after uuid default null, p_project uuid default null) returns setof app.tasks
language plpgsql as $$
declare
    ws uuid := app.current_workspace();
    t app.tasks;
    target uuid;
    new_number int;
    new_rank text;
    low text;
    high text;
begin
    select x.* into t from app.tasks x
     where x.workspace_id = ws and x.id = p_id and x.deleted_at is null
       for no key update;
    if t.id is null then
        return;
    end if;

    target := coalesce(p_project, t.project_id);
    perform from app.project_counters c
      where c.workspace_id = ws and c.project_id in (t.project_id, target)
      order by c.project_id
        for no key update;
    perform from app.projects p
      where p.workspace_id = ws and p.id = target and p.deleted_at is null;
    if not found then
        perform app.fail(422, 'unknown_reference', 'There is no such project.', '/project_id');
    end if;
    perform from app.board_columns b
      where b.workspace_id = ws and b.project_id = target and b.id = p_column;
    if not found then
        perform app.fail(422, 'unknown_reference', 'The project has no such column.',
                         '/column_id');
    end if;

    for try in 1 .. 2 loop
        low := (select x.rank from app.tasks x
                 where x.workspace_id = ws and x.id = p_after and x.id <> t.id
                   and x.column_id = p_column and x.deleted_at is null);
        if low is not null then
            high := (select x.rank from app.tasks x
                      where x.workspace_id = ws and x.column_id = p_column and x.rank > low
                        and x.id <> t.id and x.deleted_at is null
                      order by x.rank limit 1);
        else
            high := (select x.rank from app.tasks x
                      where x.workspace_id = ws and x.id = p_before and x.id <> t.id
                        and x.column_id = p_column and x.deleted_at is null);
            low := (select x.rank from app.tasks x
                     where x.workspace_id = ws and x.column_id = p_column
                       and (high is null or x.rank < high)
                       and x.id <> t.id and x.deleted_at is null
                     order by x.rank desc limit 1);
        end if;

        if t.column_id = p_column and t.rank > coalesce(low, '')
           and (high is null or t.rank < high) then
            return next t;
            return;
        end if;

        new_rank := case when high is null then app.next_rank(target)
                    else app.rank_between(low, high) end;
        exit when length(new_rank) <= 64 or try = 2;
        perform app.spread_ranks(p_column, left(new_rank, 8), t.id);
    end loop;

    if target = t.project_id then
        update app.tasks x set column_id = p_column, rank = new_rank
         where x.workspace_id = ws and x.id = t.id
        returning x.* into t;
    else
        update app.project_counters c set last_number = c.last_number + 1
         where c.workspace_id = ws and c.project_id = target
        returning c.last_number into new_number;
        update app.tasks x
           set project_id = target, number = new_number, column_id = p_column,
               rank = new_rank
         where x.workspace_id = ws and x.id = t.id
        returning x.* into t;
    end if;
    return next t;
end
$$;

drop function app.spread_column(uuid, uuid);

grant execute on function app.spread_ranks(uuid, text, uuid) to ss_app;
