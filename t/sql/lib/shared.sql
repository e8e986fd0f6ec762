-- What each workspace of world.sql shares: a project for the client with a task that is
-- shown and one that is not, a link to it ('north token'), mailed to north@b.example
-- ('north mailed'), a guest who has come in by it ('north cookie'), and a request for
-- approval.

create function pg_temp.share(person text, workspace text) returns void
language plpgsql as $$
begin
    perform pg_temp.sign_in(person, workspace);
    perform set_config('role', 'ss_app', true);
    perform app.create_project(pg_temp.id(workspace || ' shown project'), jsonb_build_object(
        'name', 'Shown by ' || workspace, 'client_id', pg_temp.id(workspace || ' client'),
        'visibility', 'client'));
    insert into app.tasks (workspace_id, id, project_id, title, visibility, created_by)
    values (pg_temp.id(workspace), pg_temp.id(workspace || ' shown'),
            pg_temp.id(workspace || ' shown project'), 'Shown', 'client', pg_temp.id(person)),
           (pg_temp.id(workspace), pg_temp.id(workspace || ' hidden'),
            pg_temp.id(workspace || ' shown project'), 'Hidden', 'internal', pg_temp.id(person));
    insert into app.comments (workspace_id, id, task_id, author_id, body, visibility)
    values (pg_temp.id(workspace), pg_temp.id(workspace || ' note'),
            pg_temp.id(workspace || ' shown'), pg_temp.id(person), 'A note', 'internal'),
           (pg_temp.id(workspace), pg_temp.id(workspace || ' word'),
            pg_temp.id(workspace || ' shown'), pg_temp.id(person), 'A word', 'client');
    insert into app.share_links (workspace_id, id, project_id, permission, token_hash,
                                 token_hint, created_by)
    values (pg_temp.id(workspace), pg_temp.id(workspace || ' link'),
            pg_temp.id(workspace || ' shown project'), 'edit',
            sha256(convert_to(workspace || ' token', 'UTF8')), left(workspace, 6),
            pg_temp.id(person));
    insert into app.approvals (workspace_id, id, task_id, note, requested_by)
    values (pg_temp.id(workspace), pg_temp.id(workspace || ' approval'),
            pg_temp.id(workspace || ' shown'), 'Right?', pg_temp.id(person));
    perform app.send_share_link(pg_temp.id(workspace || ' link'), workspace || '@b.example',
                                workspace || ' mailed');
    perform set_config('role', 'none', true);
    perform pg_temp.open_link(workspace);
    insert into app.guest_drafts (workspace_id, conversation_id, guest_id, body, based_on_seq)
    select s.workspace_id, pg_temp.id(workspace || ' conversation'), s.id, 'Not sent', 1
      from app.link_sessions s where s.link_id = pg_temp.id(workspace || ' link');
end
$$;

-- Opens the link of a workspace with a token; what came of it.
create function pg_temp.open_link(workspace text, arguments text default 'null, null, null',
    cookie text default 'cookie', token text default 'token') returns text
language plpgsql as $$
declare
    answer text;
begin
    perform pg_temp.nobody();
    answer := pg_temp.fetch('ss_auth', format(
        'select o.state from auth.find_link(%1$L, null, ''192.0.2.0/24'') f
          cross join lateral auth.open_link(f.link_id, %1$L, null, %2$L, %3$s, ''192.0.2.0/24'', ''Browser'') o',
        workspace || ' ' || token, workspace || ' ' || cookie, arguments));
    return answer;
end
$$;

-- No request is under way.
create function pg_temp.nobody() returns void language sql as $$
    select set_config(x, '', true)
      from unnest(array['app.workspace_id', 'app.user_id', 'app.session_id', 'app.role',
                        'app.actor_kind', 'app.guest_id', 'app.link_id', 'app.guest_name',
                        'app.link_client', 'app.link_project', 'app.link_task']) x;
$$;

-- The guest of a workspace asks; its permission, or how it was refused.
create function pg_temp.visit(workspace text, permissions int default 15) returns text
language plpgsql as $$
declare
    failed text;
    allowed text;
begin
    perform pg_temp.nobody();
    perform set_config('role', 'ss_guest', true);
    begin
        allowed := app.begin_guest(sha256(convert_to(workspace || ' cookie', 'UTF8')),
            pg_temp.id(workspace || ' link'), permissions, 'request-of-guest', '192.0.2.0/24');
    exception when others then
        failed := sqlstate || ' ' || sqlerrm;
    end;
    perform set_config('role', 'none', true);
    return coalesce(failed, allowed);
end
$$;

select pg_temp.share('ada', 'north');
select pg_temp.share('cyd', 'south');
select pg_temp.visit('north');
