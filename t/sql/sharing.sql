-- Share links and guests as the database sees them: what opens, what a guest sees and
-- may do, and when it is over.
begin;
select no_plan();
\ir lib/world.sql
\ir lib/shared.sql

create function pg_temp.guest(query text) returns text language sql as
$$ select pg_temp.fetch('ss_guest', query) $$;

-- What a guest sees.
select is(pg_temp.visit('north'), 'edit', 'a guest comes in');
select is(pg_temp.guest('select string_agg(name, '','') from app.projects'), 'Shown by north',
          'C43: only the project that is shown');
select is(pg_temp.guest('select string_agg(title, '','') from app.tasks'), 'Shown',
          'C43: only the task that is shown');
select is(pg_temp.guest('select string_agg(body, '','') from app.comments'), 'A word',
          'C43: no internal note');
select is(pg_temp.guest('select count(*) from app.users'), '2', 'names of the freelancer''s people');
select is(pg_temp.guest('select count(*) from app.clients'), '0', 'not the client behind a project');

select is(pg_temp.attempt('ss_guest', format('select %I from app.%I', a.attname, c.relname)), '42501',
          format('C44: a guest cannot read %s.%s', c.relname, a.attname))
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
 where c.relnamespace = 'app'::regnamespace
   and (c.relname, a.attname) in (
       ('users', 'email'), ('users', 'is_admin'), ('projects', 'budget_minor'),
       ('projects', 'budget_minutes'), ('projects', 'billing'), ('projects', 'health'),
       ('clients', 'rate_minor'), ('clients', 'notes'), ('tasks', 'estimate_minutes'),
       ('tasks', 'assignee_id'), ('tasks', 'priority'), ('share_links', 'token_hash'),
       ('share_links', 'allowed_emails'), ('share_links', 'label'), ('link_sessions', 'session_hash'),
       ('link_sessions', 'ip_prefix'), ('approval_evidence', 'ip_prefix'),
       ('approval_evidence', 'actor_email'), ('approvals', 'agent'), ('workspaces', 'slug'));
select is(pg_temp.attempt('ss_guest', 'select 1 from app.' || x), '42501', 'C44: nothing of ' || x)
  from unnest(array['task_history', 'project_history', 'client_history', 'comment_history', 'events',
                    'link_accesses', 'link_codes', 'link_failures', 'link_tokens', 'audit_log', 'mail_outbox',
                    'sessions']) x;
select is(pg_temp.attempt('ss_app', format('select %I from app.share_links', x)), '42501',
          'C40: a member cannot read ' || x)
  from unnest(array['token_hash', 'password_hash', 'pepper_id']) x;
select is(pg_temp.attempt('ss_app', format('select %I from app.link_tokens', x)), '42501',
          'C40: nor of what was mailed ' || x)
  from unnest(array['token_hash', 'link_hash']) x;

-- Nobody is in: nothing is there.
select pg_temp.nobody();
select is(pg_temp.guest(format('select count(id) from app.%I', x)), '0',
          format('C27: %s shows a guest nothing before begin_guest', x))
  from unnest(array['projects', 'tasks', 'comments', 'users', 'clients', 'workspaces', 'share_links',
                    'link_sessions', 'approvals', 'board_columns']) x;

-- Policies hold even for a statement that asks for more.
select pg_temp.visit('north');
select is(pg_temp.attempt('ss_guest', format('insert into app.comments (workspace_id, id, task_id,
          author_kind, author_id, body, visibility) values (%L, %L, %L, %L, %L, ''x'', %L)',
          pg_temp.id('north'), pg_temp.id('c' || n), pg_temp.id(task), kind,
          case who when 'me' then current_setting('app.guest_id') else pg_temp.id(who)::text end, shown)),
          wanted, format('C43: a comment of %s as %s on %s, %s', who, kind, task, shown))
  from (values (1, 'north shown', 'client', 'me', 'client', '1 rows'),
               (2, 'north hidden', 'client', 'me', 'client', '42501'),
               (3, 'north shown', 'client', 'me', 'internal', '42501'),
               (4, 'north shown', 'member', 'me', 'client', '42501'),
               (5, 'north shown', 'client', 'ada', 'client', '42501'),
               (6, 'south shown', 'client', 'me', 'client', '42501')) x (n, task, kind, who, shown, wanted);
select is(pg_temp.attempt('ss_guest', format('update app.comments set body = ''y'' where id = %L',
          pg_temp.id(x))), '0 rows', 'C43: a guest cannot change ' || x)
  from unnest(array['north word', 'north note', 'south word']) x;
select is(pg_temp.attempt('ss_guest', format('update app.comments set body = ''y'' where id = %L',
          pg_temp.id('c1'))), '1 rows', 'C43: a guest changes his own comment');
update app.comments set created_at = now() - interval '16 minutes' where id = pg_temp.id('c1');
select is(pg_temp.attempt('ss_guest', format('update app.comments set body = ''z'' where id = %L',
          pg_temp.id('c1'))), '0 rows', 'C43: after 15 minutes it stands');
select is(pg_temp.attempt('ss_guest', 'update app.tasks set title = ''x'''), '0 rows',
          'C43: a guest changes no task that he has not asked for');
select is(pg_temp.supposing(format(
    'update app.tasks set source = ''client'', created_by = current_setting(''app.guest_id'')::uuid where id = %1$L; '
    || x.change, pg_temp.id('north shown'), pg_temp.id('north link'), pg_temp.id('bob')),
    'select concat_ws('' '', pg_temp.visit(''north''), pg_temp.attempt(''ss_guest'', ''update app.tasks set title = ''''x''''''))'),
    x.wanted, 'C43: a guest and the task that he asked for: ' || x.what)
  from (values
    ('he changes it', 'select 1', 'edit 1 rows'),
    ('not when it has begun', 'update app.tasks set status = ''doing'' where id = %1$L', 'edit 0 rows'),
    ('not when a member made it', 'update app.tasks set source = ''member'' where id = %1$L', 'edit 0 rows'),
    ('not that of another', 'update app.tasks set created_by = %3$L where id = %1$L', 'edit 0 rows'),
    ('not when he may only comment', 'update app.share_links set permission = ''comment'' where id = %2$L',
     'comment 0 rows'),
    ('not when it is hidden', 'update app.tasks set visibility = ''internal'' where id = %1$L', 'edit 0 rows'))
    x (what, change, wanted);
select is(pg_temp.attempt('ss_guest', format('update app.tasks set %I = %I', x, x)), '42501',
          'C43: of a task he changes no ' || x)
  from unnest(array['status', 'due_at', 'visibility', 'project_id', 'assignee_id']) x;
select is(pg_temp.attempt('ss_guest', 'update app.projects set name = ''x'''), '42501',
          'C43: a guest changes no project');
select is((select string_agg(what, ',' order by id) from app.link_accesses
            where link_id = pg_temp.id('north link')), 'opened,commented', 'what a guest does is noted');

-- The permission counts in the database too.
select is(pg_temp.supposing(
    format('update app.share_links set permission = %L where id = %L', x, pg_temp.id('north link')),
    format('select concat_ws('' '', pg_temp.visit(''north''), pg_temp.attempt(''ss_guest'', %L),
            pg_temp.attempt(''ss_guest'', %L))',
        format('insert into app.comments (workspace_id, id, task_id, author_kind, author_id, body, visibility)
                values (%L, %L, %L, ''client'', current_setting(''app.guest_id'')::uuid, ''x'', ''client'')',
               pg_temp.id('north'), pg_temp.id('c9'), pg_temp.id('north shown')),
        format('insert into app.tasks (workspace_id, id, project_id, title, visibility, source, created_by)
                values (%L, %L, %L, ''x'', ''client'', ''client'', current_setting(''app.guest_id'')::uuid)',
               pg_temp.id('north'), pg_temp.id('t9'), pg_temp.id('north shown project')))),
    wanted, 'C43: what ' || x || ' may do')
  from (values ('view', 'view 42501 SS404'), ('comment', 'comment 1 rows SS404'),
               ('upload', 'upload 1 rows SS404'), ('edit', 'edit 1 rows 1 rows')) x (x, wanted);
select is(pg_temp.visit('north', 1), 'SS403 role_not_allowed', 'C43: who may call is asked');

-- Numbers of tasks are read with the project that they are of, and counted by who may create.
select is(pg_temp.supposing(
    format('update app.share_links set %s where id = %L', x.change, pg_temp.id('north link')),
    'select concat_ws('' '', pg_temp.visit(''north''), pg_temp.guest(''select count(*) from app.project_counters''),
            pg_temp.attempt(''ss_guest'', ''update app.project_counters set shown_todo = 9''))'),
    wanted, 'C43: the numbers of tasks with a link ' || x.what)
  from (values ('to look at', 'permission = ''view''', 'view 1 0 rows'),
               ('to create', 'permission = ''edit''', 'edit 1 1 rows'),
               ('to one task', format('permission = ''edit'', client_id = null, project_id = null, task_id = %L', pg_temp.id('north shown')), 'edit 0 0 rows'))
       x (what, change, wanted);

-- When it is over, it is over at the next request.
select is(pg_temp.supposing(x.change, 'select pg_temp.visit(''north'')'), 'SS401 guest_session_ended',
          'C43: over at once when ' || x.what)
  from (values
    ('revoked', format('update app.share_links set revoked_at = now() where id = %L', pg_temp.id('north link'))),
    ('rotated', format('update app.share_links set token_hash = ''\x01'' where id = %L', pg_temp.id('north link'))),
    ('expired', format('update app.share_links set created_at = now() - interval ''2 days''; alter table app.share_links disable trigger touch; update app.share_links set expires_at = now() where id = %L', pg_temp.id('north link'))),
    ('the session has idled', 'update app.link_sessions set expires_at = now()'),
    ('the project is deleted', format('update app.projects set deleted_at = now() where id = %L', pg_temp.id('north shown project'))),
    ('its maker is disabled', format('update app.users set disabled_at = now() where id = %L', pg_temp.id('ada'))),
    ('its maker has left', format('update app.memberships set active = false where user_id = %L', pg_temp.id('ada'))),
    ('the workspace is suspended', format('update app.workspaces set suspended_at = now() where id = %L', pg_temp.id('north'))),
    ('others only may open it', format('update app.share_links set allowed_emails = ''{a@b.example}'' where id = %L', pg_temp.id('north link'))))
    x (what, change);
select is(pg_temp.supposing(x.change, 'select coalesce(pg_temp.open_link(''north''), ''nothing'')'), 'nothing',
          'C41: it does not open when ' || x.what)
  from (values
    ('revoked', 'update app.share_links set revoked_at = now()'),
    ('used up', 'update app.share_links set max_uses = 1'),
    ('the project is deleted', format('update app.projects set deleted_at = now() where id = %L', pg_temp.id('north shown project'))),
    ('its maker is disabled', 'update app.users set disabled_at = now()'))
    x (what, change);
select is(pg_temp.supposing(
    format('update app.projects set visibility = ''internal'' where id = %L', pg_temp.id('north shown project')),
    'select concat_ws('' '', pg_temp.visit(''north''), pg_temp.guest(''select count(*) from app.projects''),
            pg_temp.guest(''select count(*) from app.tasks''), pg_temp.guest(''select count(*) from app.comments''),
            pg_temp.guest(''select count(*) from app.approvals''))'),
    'edit 0 0 0 0', 'a hidden project is hidden with all that is in it');

-- Passwords and codes are tried a few times only.
select is(pg_temp.supposing(format(
    'select auth.count_link_try(%L, %L, ''n1'') from generate_series(1, %s)',
    pg_temp.id('north'), pg_temp.id('north link'), n),
    format('select pg_temp.fetch(''ss_auth'', ''select wait from auth.find_link(''''north token'''', null, ''''%s'''')'')', network)),
    wanted, format('C42: after %s wrong tries %s waits', n, network))
  from (values (4, 'n1', '0'), (5, 'n1', '4'), (8, 'n1', '25'), (10, 'n1', '1800'),
               (10, 'n2', '0'), (50, 'n2', '1800')) x (n, network, wanted);
select is(pg_temp.supposing(format(
    'update app.share_links set allowed_emails = ''{Ann@b.example}'' where id = %L;
     select pg_temp.fetch(''ss_auth'', ''select auth.send_link_code(''''north token'''', ''''%s'''', ''''123456'''')'')',
    pg_temp.id('north link'), sent),
    format('select concat_ws('' '', pg_temp.open_link(''north'', %L, ''new cookie''), (select count(*) from app.mail_outbox where template = ''link-code''))',
           given)), wanted, format('C44: %s with %s', sent, given))
  from (values ('ann@b.example', 'null, null, null', 'email_required 1'),
               ('ann@b.example', 'null, ''ann@b.example'', ''654321''', 'wrong_code 1'),
               ('ann@b.example', 'null, ''ann@b.example'', ''123456''', 'open 1'),
               ('eve@b.example', 'null, ''eve@b.example'', ''123456''', 'wrong_code 0')) x (sent, given, wanted);

-- Secrets that were mailed.
create function pg_temp.mailed(change text) returns text language plpgsql as $$
declare
    state text;
begin
    execute change;
    state := coalesce(pg_temp.open_link('north', 'null, null, null', 'mail cookie', 'mailed'), 'nothing');
    return concat_ws(' by ', state, (select s.email from app.link_sessions s
                                      where s.session_hash = sha256('north mail cookie')));
end
$$;
select is(pg_temp.supposing(format(
    'update app.share_links set allowed_emails = %L where id = %L; update app.link_tokens set used_at = %s',
    x.allowed, pg_temp.id('north link'), x.used),
    format('select pg_temp.mailed(%L)', x.change)), x.wanted, 'C40, C44: what was mailed: ' || x.what)
  from (values
    ('it proves the address', '{}', 'null', 'select 1', 'open by north@b.example'),
    ('also where the address must be proved', '{north@b.example}', 'null', 'select 1', 'open by north@b.example'),
    ('once', '{north@b.example}', 'now()', 'select 1', 'email_required'),
    ('later it opens as the link does', '{}', 'now()', 'select 1', 'open'),
    ('not for an address that the link does not name', '{bob@b.example}', 'null', 'select 1', 'nothing'),
    ('it ends with the link', '{}', 'null', 'update app.share_links set revoked_at = now()', 'nothing'),
    ('it ends with the secret of the link', '{}', 'null',
     'update app.share_links set token_hash = sha256(id::text::bytea)', 'nothing'),
    ('it ends with what it leads to', '{}', 'null', 'update app.projects set deleted_at = now()', 'nothing'))
    x (what, allowed, used, change, wanted);
select is((select string_agg(l.id::text, ',') from app.links_of('ann@b.example') l), null,
          'no link is of a stranger');
select is(pg_temp.supposing(format(x.change, pg_temp.id('north link'), pg_temp.id('north')),
    format('select string_agg(l.id::text, '','') = %L from app.links_of(''ann@b.example'') l',
           pg_temp.id('north link'))), x.wanted, 'whose a link is: ' || x.what)
  from (values
    ('who is named', 'update app.share_links set allowed_emails = ''{ann@b.example}'' where id = %1$L', 'true'),
    ('to whom it was mailed', 'update app.link_tokens set email = ''ann@b.example''
        where link_id = %1$L', 'true'),
    ('who came with proof', 'update app.link_sessions set email = ''ann@b.example'' where link_id = %1$L', 'true'),
    ('not when that is over', 'update app.link_sessions set email = ''ann@b.example'', ended_at = now()
        where link_id = %1$L', ''),
    ('not when others are named', 'update app.link_sessions set email = ''ann@b.example'' where link_id = %1$L;
        update app.share_links set allowed_emails = ''{bob@b.example}'' where id = %1$L', ''),
    ('not when it is used up', 'update app.share_links set allowed_emails = ''{ann@b.example}'', max_uses = 1
        where id = %1$L', ''),
    ('not when it has ended', 'update app.share_links set allowed_emails = ''{ann@b.example}'', revoked_at = now()
        where id = %1$L', ''))
    x (what, change, wanted);
select is(pg_temp.supposing(
    format('update app.share_links set password_hash = ''x'' where id = %L', pg_temp.id('north link')),
    format('select concat_ws('' '', pg_temp.visit(''north''), (select use_count from app.share_links where id = %L))',
           pg_temp.id('north link'))), 'SS401 guest_session_ended 0', 'C42: a new password ends who is in');

-- Drafts: one's own, of what one sees.
select is(pg_temp.supposing(
    format('update app.share_links set project_id = null, client_id = %L where id = %L; %s',
           pg_temp.id('north client'), pg_temp.id('north link'), x.change),
    format('select concat_ws('' '', pg_temp.visit(''north''), pg_temp.guest(''select count(*) from app.guest_drafts''),
            pg_temp.attempt(''ss_guest'', ''update app.guest_drafts set body = ''''x''''''),
            pg_temp.attempt(''ss_guest'', ''delete from app.guest_drafts''))')), x.wanted, 'C44: a draft ' || x.what)
  from (values
    ('is one''s own', 'select 1', 'edit 1 1 rows 1 rows'),
    ('of another is not seen', 'with s as (insert into app.link_sessions (workspace_id, link_id, session_hash, expires_at)
        select workspace_id, id, '''', expires_at from app.share_links where id = ''' || pg_temp.id('north link') || ''' returning workspace_id, id)
        update app.guest_drafts d set guest_id = s.id from s where s.workspace_id = d.workspace_id', 'edit 0 0 rows 0 rows'),
    ('is not written by who may look only', 'update app.share_links set permission = ''view''', 'view 1 0 rows 1 rows'),
    ('goes with its conversation', 'update app.conversations set visibility = ''internal''', 'edit 0 0 rows 0 rows'))
    x (what, change, wanted);

-- What a guest finds.
select is(pg_temp.supposing(x.change,
    'select concat_ws('' '', pg_temp.visit(''north''), pg_temp.fetch(''ss_guest'',
        ''select string_agg(type, '''','''' order by type) from app.search_portal(''''shown'''')''))'),
    x.wanted, 'C43: a guest searches, and ' || x.what)
  from (values
    ('finds what is shown', 'select 1', 'edit project,task'),
    ('nothing of a hidden project',
     format('update app.projects set visibility = ''internal'' where id = %L', pg_temp.id('north shown project')), 'edit'),
    ('through a link to a task finds the task',
     format('update app.share_links set project_id = null, task_id = %L where id = %L', pg_temp.id('north shown'), pg_temp.id('north link')), 'edit task'))
    x (what, change, wanted);

-- Visibility: the parent decides.
select pg_temp.sign_in('ada', 'north');
select is(pg_temp.failure('ss_app', format('update app.tasks set visibility = ''client'' where id = %L',
          pg_temp.id('north task 1'))), 'SS409 inherited /visibility', 'no task is shown in a hidden project');
select is(pg_temp.failure('ss_app', format('insert into app.comments (workspace_id, id, task_id, author_id, body, visibility)
          values (%L, %L, %L, %L, ''x'', ''client'')', pg_temp.id('north'), pg_temp.id('new'),
          pg_temp.id('north hidden'), pg_temp.id('ada'))), 'SS409 inherited /visibility',
          'no comment is for the client on a hidden task');
select is(pg_temp.supposing(
    format('update app.projects set visibility = ''internal'' where id = %L', pg_temp.id('north shown project')),
    format('select string_agg(x, '' '') from (
            select concat_ws('','', visibility, visibility_inherited, rev) x from app.tasks where id = %1$L
            union all select concat_ws('','', visibility, visibility_inherited, rev) from app.comments where id = %2$L) y',
           pg_temp.id('north shown'), pg_temp.id('north word'))),
    'internal,t,1 internal,t,1', 'a hidden project hides its tasks and their comments, without versions');
select is(pg_temp.supposing(
    format('update app.projects set visibility = ''internal'' where id = %1$L;
            update app.projects set visibility = ''client'' where id = %1$L', pg_temp.id('north shown project')),
    format('select string_agg(title || '','' || visibility || visibility_inherited, '' '' order by title desc)
            from app.tasks where project_id = %L', pg_temp.id('north shown project'))),
    'Shown,clientfalse Hidden,internalfalse', 'and shows again what was shown, and no more');
select is(pg_temp.supposing(
    format('update app.projects set client_id = null where id = %1$L', pg_temp.id('north shown project')),
    format('select concat_ws('' '', (select visibility from app.projects where id = %L),
            (select visibility || visibility_inherited from app.tasks where id = %L))',
           pg_temp.id('north shown project'), pg_temp.id('north shown'))),
    'internal internalfalse', 'a project that leaves its client is hidden');
select is(pg_temp.supposing(
    format('select app.move_task(%L, (select id from app.board_columns where project_id = %L and category = ''todo''),
                                 null, null, %L)', pg_temp.id('north shown'), pg_temp.id('north project'),
           pg_temp.id('north project')),
    format('select visibility || visibility_inherited from app.tasks where id = %L', pg_temp.id('north shown'))),
    'internaltrue', 'a task that moves into a hidden project of the same client is hidden with it');

-- Approvals.
select is(pg_temp.failure('ss_app', format('insert into app.approvals (workspace_id, id, task_id, requested_by)
          values (%L, %L, %L, %L)', pg_temp.id('north'), pg_temp.id('a2'), pg_temp.id(x.task), pg_temp.id('ada'))),
          x.wanted, 'an approval of ' || x.task)
  from (values ('north hidden', 'SS409 not_visible'), ('north shown', 'SS409 approval_pending'),
               ('south shown', 'SS404 not_found')) x (task, wanted);
select is(pg_temp.attempt('ss_app', format('update app.approvals set status = %L', x)), wanted,
          'a member and the status ' || x)
  from (values ('approved', 'SS403'), ('changes', 'SS403')) x (x, wanted);
select pg_temp.visit('north');
select is(pg_temp.attempt('ss_guest', 'update app.approvals set status = ''approved'''), 'SS409',
          'a guest without a name decides nothing');
select is(pg_temp.attempt('ss_guest', 'update app.link_sessions set name = ''Carla'''), '1 rows',
          'a guest says his name');
select pg_temp.visit('north');
select is(pg_temp.attempt('ss_guest', 'update app.approvals set status = ''withdrawn'''), 'SS403',
          'a guest withdraws nothing');
select is(pg_temp.attempt('ss_guest', 'update app.approvals set status = ''changes'', decision_note = ''No'''),
          '1 rows', 'a guest decides');
select is(pg_temp.attempt('ss_guest', 'update app.approvals set status = ''approved'''), 'SS409', 'once');
select results_eq(
    format('select seq, action, actor_kind, actor_name, entity_rev, note, hash = app.evidence_hash(e),
                   previous = lag(hash) over (order by seq) from app.approval_evidence e
             where approval_id = %L order by seq', pg_temp.id('north approval')),
    $$values (1, 'requested', 'member', 'Ada', 1, 'Right?', true, null),
             (2, 'changes_requested', 'client', 'Carla', 1, 'No', true, true)$$,
    'each step leaves evidence, chained');
select is((select string_agg(c.relname || ' by ' || r.rolname, ', ')
             from pg_class c, pg_roles r
            where c.relname in ('approval_evidence', 'link_accesses') and c.relnamespace = 'app'::regnamespace
              and r.rolname like 'ss\_%' and r.rolname <> 'ss_owner'
              and (has_any_column_privilege(r.oid, c.oid, 'UPDATE')
                   or c.relname = 'approval_evidence' and has_table_privilege(r.oid, c.oid, 'DELETE')
                   and r.rolname <> 'ss_gate')),
          null, 'evidence and accesses are never changed; evidence goes with its workspace only');

-- Each of these acts is in the audit log.
select is((select string_agg(distinct action, ',' order by action) from app.audit_log
            where tenant_id = pg_temp.id('north') and action ~ 'share_link|approval'),
          'approval.changes_requested,approval.requested,share_link.created,share_link.opened,share_link.sent',
          'C90: links and approvals are in the audit log');

-- A guest of one workspace knows nothing of the other.
select is(pg_temp.guest(format('select count(*) from app.%I where workspace_id = %L', x, pg_temp.id('south'))), '0',
          format('C20: a guest sees nothing of the other workspace in %s', x))
  from unnest(array['projects', 'tasks', 'comments', 'share_links', 'link_sessions', 'approvals',
                    'board_columns', 'memberships']) x;

select * from finish();
rollback;
