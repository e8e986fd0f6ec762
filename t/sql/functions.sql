-- The manifest of functions that run with rights of their own, and of who may call
-- what. A function that is not in here fails the test.
begin;
select no_plan();

create temp table manifest (name text, owner text, callers text);
insert into manifest values
    ('app.begin_request(uuid,uuid,uuid,integer,text,text)', 'ss_gate', 'ss_app, ss_auth'),
    ('app.begin_admin(uuid,uuid,text,text)', 'ss_gate', 'ss_admin'),
    ('app.end_sessions()', 'ss_gate', null),
    ('app.close_workspace()', 'ss_gate', null),
    ('app.join_workspace()', 'ss_gate', null),
    ('app.create_workspace(uuid,text,text)', 'ss_gate', 'ss_app'),
    ('app.make_workspace(uuid,text,text,uuid)', 'ss_gate', null),
    ('app.workspace_slug(text,uuid)', 'ss_gate', null),
    ('app.ask_export(uuid)', 'ss_gate', 'ss_app'),
    ('app.change_email(text,text)', 'ss_gate', 'ss_app'),
    ('app.end_session(uuid)', 'ss_gate', 'ss_app'),
    ('app.is_admin()', 'ss_gate', 'ss_app'),
    ('app.make_exports()', 'ss_gate', 'ss_worker'),
    ('app.my_security()', 'ss_gate', 'ss_app'),
    ('app.my_sessions()', 'ss_gate', 'ss_app'),
    ('app.personal_data(uuid)', 'ss_gate', null),
    ('app.purge_accounts(integer)', 'ss_gate', 'ss_worker'),
    ('app.purge_secrets()', 'ss_gate', 'ss_worker'),
    ('app.remove_totp()', 'ss_gate', 'ss_app'),
    ('app.renew_recovery_codes()', 'ss_gate', 'ss_app'),
    ('app.require_recent_proof()', 'ss_gate', 'ss_app'),
    ('auth.attempt(bytea,text,integer,interval)', 'ss_gate', null),
    ('auth.change_password(text,text)', 'ss_gate', 'ss_auth'),
    ('auth.close_account()', 'ss_gate', 'ss_auth'),
    ('auth.close_session(uuid,uuid)', 'ss_gate', 'ss_auth'),
    ('auth.confirm_email(text)', 'ss_gate', 'ss_auth'),
    ('auth.confirm_totp(bigint,bytea)', 'ss_gate', 'ss_auth'),
    ('auth.create_person(uuid,uuid,text,text,text)', 'ss_gate', null),
    ('auth.end_all_sessions()', 'ss_gate', 'ss_auth'),
    ('auth.end_other_sessions(uuid,uuid)', 'ss_gate', null),
    ('auth.find_login(text,bytea,bytea)', 'ss_gate', 'ss_auth'),
    ('auth.find_own_password(bytea)', 'ss_gate', 'ss_auth'),
    ('auth.find_reset(text)', 'ss_gate', 'ss_auth'),
    ('auth.find_second_factor(uuid,timestamp with time zone,bytea)', 'ss_gate', 'ss_auth'),
    ('auth.find_totp(bytea)', 'ss_gate', 'ss_auth'),
    ('auth.first_refusal(bytea,text,interval)', 'ss_gate', null),
    ('auth.forgive(bytea,bytea)', 'ss_gate', null),
    ('auth.invited_sign_in(uuid,uuid,text,text,text,text,boolean,bytea)', 'ss_gate', 'ss_auth'),
    ('auth.keep_device(uuid,bytea)', 'ss_gate', null),
    ('auth.mail_link(text,text,text)', 'ss_gate', 'ss_auth'),
    ('auth.mail_token(text,text,text,text)', 'ss_gate', null),
    ('auth.make_recovery_codes(uuid)', 'ss_gate', null),
    ('auth.may_change_password()', 'ss_gate', 'ss_auth'),
    ('auth.notice(uuid,text)', 'ss_gate', null),
    ('auth.password_sign_in(uuid,uuid,boolean,bytea,bytea,text,text)', 'ss_gate', 'ss_auth'),
    ('auth.prove_session(bytea)', 'ss_gate', 'ss_auth'),
    ('auth.redeem_magic_link(text,uuid,boolean,bytea)', 'ss_gate', 'ss_auth'),
    ('auth.refuse_login(uuid,text,uuid,text)', 'ss_gate', 'ss_auth'),
    ('auth.register(text,text,text,text,text,text,bytea)', 'ss_gate', 'ss_auth'),
    ('auth.reset_password(text,text,text)', 'ss_gate', 'ss_auth'),
    ('auth.rotate_session(uuid,integer,bytea)', 'ss_gate', 'ss_auth'),
    ('auth.second_sign_in(uuid,uuid,boolean,bytea,bytea,bigint,text,text)', 'ss_gate', 'ss_auth'),
    ('auth.sign_in(uuid,uuid,text,boolean,bytea)', 'ss_gate', null),
    ('auth.start_totp(text)', 'ss_gate', 'ss_auth'),
    ('auth.store_password(uuid,text,text,text,uuid)', 'ss_gate', null),
    ('auth.take_token(text,text)', 'ss_gate', null),
    ('auth.verify_email(text,uuid,uuid,uuid,bytea)', 'ss_gate', 'ss_auth'),
    ('auth.person(uuid)', 'ss_gate', null),
    ('auth.add_session(uuid,uuid,text,text,boolean)', 'ss_gate', null),
    ('app.log_task()', 'ss_history', null),
    ('app.log_project()', 'ss_history', null),
    ('app.log_client()', 'ss_history', null),
    ('app.log_comment()', 'ss_history', null),
    ('app.log_workspace()', 'ss_history', null),
    ('app.log_membership()', 'ss_history', null),
    ('app.place_message()', 'ss_history', null),
    ('app.derive_waiting(uuid,uuid,timestamp with time zone)', 'ss_history', null),
    ('app.turn_of_message()', 'ss_history', null),
    ('app.turn_of_conversation()', 'ss_history', null),
    ('app.settle_message()', 'ss_history', null),
    ('app.trash_of_client()', 'ss_history', null),
    ('app.show_talk_of_project()', 'ss_history', null),
    ('app.show_talk_of_task()', 'ss_history', null),
    ('app.log_contact()', 'ss_history', null),
    ('app.log_conversation()', 'ss_history', null),
    ('app.log_message()', 'ss_history', null),
    ('app.log_reaction()', 'ss_history', null),
    ('app.wake_conversations(integer)', 'ss_history', 'ss_worker'),
    ('app.touch_notification_prefs()', 'ss_history', null),
    ('app.make_notification_prefs()', 'ss_history', null),
    ('app.derive_notifications(integer)', 'ss_history', 'ss_worker'),
    ('app.mail_notifications(integer)', 'ss_history', 'ss_worker'),
    ('app.mail_digests(integer)', 'ss_history', 'ss_worker'),
    ('auth.unsubscribe(text)', 'ss_gate', 'ss_auth'),
    ('app.audit(text,text,uuid,jsonb,uuid,uuid,text)', 'ss_history', null),
    ('app.send_mail(text,text,jsonb,text,boolean,uuid)', 'ss_gate', null),
    ('app.claim_mails(integer)', 'ss_gate', 'ss_worker'),
    ('app.finish_mail(uuid,integer,text,text)', 'ss_gate', 'ss_worker'),
    ('app.purge_mails(integer)', 'ss_gate', 'ss_worker'),
    ('app.count_comments()', 'ss_history', null),
    ('app.show_below_project()', 'ss_history', null),
    ('app.show_below_task()', 'ss_history', null),
    ('app.log_share_link()', 'ss_history', null),
    ('app.send_share_link(uuid,text,text)', 'ss_gate', 'ss_app'),
    ('app.preview_link(uuid,text,text)', 'ss_gate', 'ss_app'),
    ('app.begin_guest(bytea,uuid,integer,text,text)', 'ss_gate', 'ss_guest'),
    ('app.guest_writes()', 'ss_gate', null),
    ('app.log_approval()', 'ss_history', null),
    ('app.purge_links(integer)', 'ss_gate', 'ss_worker'),
    ('auth.find_link(text,text,text)', 'ss_gate', 'ss_auth'),
    ('auth.refuse_link(uuid,text,text)', 'ss_gate', 'ss_auth'),
    ('auth.open_link(uuid,text,text,text,text,text,text,text)', 'ss_gate', 'ss_auth'),
    ('auth.send_link_code(text,text,text)', 'ss_gate', 'ss_auth'),
    ('app.keep_owner()', 'ss_gate', null),
    ('app.set_member_role(uuid,integer,text)', 'ss_gate', 'ss_app'),
    ('app.remove_member(uuid,integer)', 'ss_gate', 'ss_app'),
    ('app.known_projects(jsonb,text)', 'ss_gate', null),
    ('app.set_member_projects(uuid,text,jsonb)', 'ss_gate', 'ss_app'),
    ('app.transfer_ownership(uuid)', 'ss_gate', 'ss_app'),
    ('app.mail_invitation(app.invitations,text)', 'ss_gate', null),
    ('app.create_invitation(uuid,text,jsonb)', 'ss_gate', 'ss_app'),
    ('app.resend_invitation(uuid,text)', 'ss_gate', 'ss_app'),
    ('app.revoke_invitation(uuid,integer)', 'ss_gate', 'ss_app'),
    ('app.find_invitation(text)', 'ss_gate', null),
    ('app.use_invitation(text,uuid)', 'ss_gate', null),
    ('app.accept_invitation(text)', 'ss_gate', 'ss_app'),
    ('auth.open_invitation(text)', 'ss_gate', 'ss_auth'),
    ('auth.register_invited(uuid,text,text,text,text)', 'ss_gate', 'ss_auth'),
    ('app.end_invitations()', 'ss_gate', null),
    ('app.create_api_key(uuid,text,jsonb)', 'ss_gate', 'ss_app'),
    ('app.own_api_key(uuid)', 'ss_gate', null),
    ('app.update_api_key(uuid,integer,jsonb)', 'ss_gate', 'ss_app'),
    ('app.rotate_api_key(uuid,text)', 'ss_gate', 'ss_app'),
    ('app.revoke_api_key(uuid,integer)', 'ss_gate', 'ss_app'),
    ('app.end_keys()', 'ss_gate', null),
    ('app.find_key(bytea)', 'ss_gate', 'ss_app'),
    ('app.touch_key(app.api_keys,text)', 'ss_gate', null),
    ('app.begin_key(bytea,uuid,integer,text,text,text)', 'ss_gate', 'ss_app'),
    ('app.limit_projects()', 'ss_gate', null),
    ('app.delete_workspace(integer)', 'ss_gate', 'ss_app'),
    ('app.closed_workspaces()', 'ss_gate', 'ss_app'),
    ('app.restore_workspace(uuid)', 'ss_gate', 'ss_app'),
    ('app.verify_audit()', 'ss_gate', 'ss_app'),
    ('app.check_audit(integer)', 'ss_gate', 'ss_worker'),
    ('app.admin_set_user(uuid,text,text)', 'ss_gate', 'ss_admin'),
    ('app.admin_set_workspace(uuid,integer,jsonb)', 'ss_gate', 'ss_admin'),
    ('app.count_projects(uuid)', 'ss_gate', 'ss_admin'),
    ('app.platform_stats()', 'ss_gate', 'ss_admin'),
    ('app.name_of(uuid)', 'ss_gate', 'ss_admin, ss_app'),
    ('app.request_support(uuid,uuid,text)', 'ss_gate', 'ss_admin'),
    ('app.decide_support(uuid,boolean)', 'ss_gate', 'ss_app'),
    ('app.end_support(uuid)', 'ss_gate', 'ss_admin, ss_app'),
    ('app.begin_support(uuid,uuid)', 'ss_gate', null),
    ('app.search_tasks(text)', 'ss_search', 'ss_app'),
    ('app.search_projects(text)', 'ss_search', 'ss_app'),
    ('app.search_contacts(text)', 'ss_search', 'ss_app'),
    ('app.search_conversations(text)', 'ss_search', 'ss_app'),
    ('app.search_messages(text)', 'ss_search', 'ss_app'),
    ('app.search_clients(text)', 'ss_search', 'ss_app');

create temp view ours as
select p.oid, p.oid::regprocedure::text as name, p.prosecdef, p.proowner::regrole::text as owner,
       p.proconfig, p.proacl, p.prosrc, p.prolang,
       (select string_agg(a.grantee::regrole::text, ', ' order by a.grantee::regrole::text)
          from aclexplode(p.proacl) a
         where a.privilege_type = 'EXECUTE' and a.grantee <> p.proowner
           and a.grantee::regrole::text in
               ('ss_app', 'ss_auth', 'ss_guest', 'ss_worker', 'ss_admin')) as callers
  from pg_proc p
 where p.pronamespace in ('app'::regnamespace, 'auth'::regnamespace);

select set_config('search_path', 'public, pg_catalog', true);

select set_eq('select name, owner, callers from ours where prosecdef',
              'select name, owner, callers from manifest',
              'C27: exactly these functions run with rights of their own, for these callers');
select ok(proconfig @> array['search_path=app, pg_temp'],
          format('%s fixes its search_path', name))
  from ours where prosecdef order by name;
select is((select string_agg(name, ', ') from ours
            where proacl is null
               or exists (select from aclexplode(proacl) a where a.grantee = 0)), null,
          'PUBLIC may call nothing');
select is((select string_agg(name, ', ') from ours
            where not prosecdef and owner <> 'ss_owner'), null,
          'everything else belongs to ss_owner');
select is((select string_agg(name, ', ') from ours
            where prolang = (select oid from pg_language where lanname = 'plpgsql')
              and prosrc ~* '\mexecute\M'), null, 'no function runs a text as SQL');
select is((select string_agg(name, ', ') from ours
            where prosrc ~* 'set_config\([^;]*false\s*\)'), null,
          'no setting outlives its transaction');
select is((select string_agg(t.tgname || ' on ' || t.tgrelid::regclass, ', ') from pg_trigger t
            where not t.tgisinternal and t.tgenabled <> 'O'), null, 'all triggers are on');

select * from finish();
rollback;
