-- Clients, projects, boards, tasks, comments.
--
-- Every table here belongs to a workspace and is keyed (workspace_id, id): foreign
-- keys pass by row-level security, so they carry the workspace along. Statuses are
-- text with a check, because comparing enums is not leakproof and so cannot use an
-- index below row-level security. For each list there is an index that leads with
-- workspace_id and the parent and ends with the sort key and id, over the rows that
-- are not in the trash, and extended statistics say that a parent lies in one
-- workspace: without these the planner reads and sorts whole projects.
--
-- rev, updated_at, numbers, ranks, search and the times that follow from a status
-- are set by triggers (0006_rules.sql), never by statements.

create table app.clients (
    workspace_id    uuid not null,
    id              uuid not null default app.uuid7(),
    name            text collate "und-x-icu" not null
                    check (length(name) between 1 and 200),
    status          text not null default 'lead'
                    check (status in ('lead', 'active', 'paused', 'former')),
    website         text check (length(website) <= 2000),
    currency        text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
    rate_minor      bigint check (rate_minor >= 0),
    notes           text not null default '' check (length(notes) <= 20000),
    waiting_on      text not null default 'none'
                    check (waiting_on in ('me', 'client', 'none')),
    waiting_since   timestamptz,
    last_contact_at timestamptz,
    search          tsvector not null default '',
    rev             int not null default 1,
    created_by      uuid,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    deleted_at      timestamptz,
    purge_after     timestamptz,
    primary key (workspace_id, id),
    constraint clients_workspace_id_fkey
        foreign key (workspace_id) references app.workspaces
);
create index clients_name_idx on app.clients (workspace_id, name, id)
    where deleted_at is null;
create index clients_created_idx on app.clients (workspace_id, created_at, id)
    where deleted_at is null;
create index clients_updated_idx on app.clients (workspace_id, updated_at, id)
    where deleted_at is null;
create index clients_search_idx on app.clients using gin (workspace_id, search)
    with (gin_pending_list_limit = 256);

create table app.projects (
    workspace_id    uuid not null,
    id              uuid not null default app.uuid7(),
    client_id       uuid,
    code            text not null check (code ~ '^[A-Z][A-Z0-9]{1,9}$'),
    name            text collate "und-x-icu" not null
                    check (length(name) between 1 and 200),
    description     text not null default '' check (length(description) <= 20000),
    status          text not null default 'active'
                    check (status in ('planned', 'active', 'on_hold', 'done', 'archived')),
    archived_from   text check (archived_from in ('planned', 'active', 'on_hold', 'done')),
    archived_at     timestamptz,
    health          text not null default 'on_track'
                    check (health in ('on_track', 'at_risk', 'off_track')),
    start_on        date,
    due_on          date,
    due_sort        date not null
                    generated always as (coalesce(due_on, date 'infinity')) stored,
    budget_minutes  int check (budget_minutes >= 0),
    budget_minor    bigint check (budget_minor >= 0),
    billing         text not null default 'hourly'
                    check (billing in ('hourly', 'fixed', 'retainer')),
    visibility      text not null default 'internal'
                    check (visibility in ('internal', 'client')),
    search          tsvector not null default '',
    rev             int not null default 1,
    created_by      uuid,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    deleted_at      timestamptz,
    purge_after     timestamptz,
    primary key (workspace_id, id),
    constraint projects_code_key unique (workspace_id, code),
    constraint projects_workspace_id_fkey
        foreign key (workspace_id) references app.workspaces,
    constraint projects_client_id_fkey
        foreign key (workspace_id, client_id) references app.clients
);
create index projects_name_idx on app.projects (workspace_id, name, id)
    where deleted_at is null;
create index projects_due_idx on app.projects (workspace_id, due_sort, id)
    where deleted_at is null;
create index projects_created_idx on app.projects (workspace_id, created_at, id)
    where deleted_at is null;
create index projects_updated_idx on app.projects (workspace_id, updated_at, id)
    where deleted_at is null;
create index projects_client_idx on app.projects (workspace_id, client_id, status)
    where deleted_at is null;
create index projects_search_idx on app.projects using gin (workspace_id, search)
    with (gin_pending_list_limit = 256);
create statistics app.projects_client_stats (dependencies)
    on client_id, workspace_id from app.projects;

-- The last task number and the last appended rank of a project. Locking this row
-- puts the changes of a board one after the other; it is closed while the project is
-- in the trash, so that no task comes too late.
create table app.project_counters (
    workspace_id uuid not null,
    project_id   uuid not null,
    last_number  int not null default 0,
    last_rank    int not null default 268435456,
    closed       boolean not null default false,
    primary key (workspace_id, project_id),
    constraint project_counters_project_id_fkey
        foreign key (workspace_id, project_id) references app.projects on delete cascade
) with (fillfactor = 50);

create table app.board_columns (
    workspace_id uuid not null,
    id           uuid not null default app.uuid7(),
    project_id   uuid not null,
    name         text not null check (length(name) between 1 and 60),
    category     text not null check (category in ('todo', 'doing', 'done')),
    rank         text collate "C" not null check (length(rank) between 1 and 200),
    created_by   uuid,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    primary key (workspace_id, id),
    constraint board_columns_id_key unique (workspace_id, project_id, id),
    constraint board_columns_project_id_fkey
        foreign key (workspace_id, project_id) references app.projects on delete cascade
);
create index board_columns_rank_idx
    on app.board_columns (workspace_id, project_id, rank, id);
create statistics app.board_columns_project_stats (dependencies)
    on project_id, workspace_id from app.board_columns;

-- A column's key holds the task's project as well: that is the foreign key to the
-- project too. status is the category of the column. What checks and a generated
-- column would say is said by triggers here; 0006_rules.sql tells why.
create table app.tasks (
    workspace_id     uuid not null,
    id               uuid not null default app.uuid7(),
    project_id       uuid not null,
    number           int not null,
    column_id        uuid not null,
    rank             text collate "C" not null,
    title            text not null,
    description      text not null default '',
    status           text not null,
    priority         smallint not null default 0,
    assignee_id      uuid,
    start_on         date,
    due_at           timestamptz,
    due_sort         timestamptz not null,
    estimate_minutes int,
    visibility       text not null default 'internal',
    completed_at     timestamptz,
    comment_count    int not null default 0,
    search           tsvector not null default '',
    rev              int not null default 1,
    created_by       uuid,
    created_at       timestamptz not null default now(),
    updated_at       timestamptz not null default now(),
    deleted_at       timestamptz,
    purge_after      timestamptz,
    primary key (workspace_id, id),
    constraint tasks_number_key unique (workspace_id, project_id, number),
    constraint tasks_column_id_fkey
        foreign key (workspace_id, project_id, column_id)
        references app.board_columns (workspace_id, project_id, id),
    constraint tasks_assignee_id_fkey
        foreign key (workspace_id, assignee_id) references app.memberships
        on delete set null (assignee_id)
);
create index tasks_project_rank_idx on app.tasks (workspace_id, project_id, rank, id)
    include (status) where deleted_at is null;   -- status: to count without the table
create index tasks_project_due_idx on app.tasks (workspace_id, project_id, due_sort, id)
    where deleted_at is null;
create index tasks_project_created_idx
    on app.tasks (workspace_id, project_id, created_at, id) where deleted_at is null;
create index tasks_project_updated_idx
    on app.tasks (workspace_id, project_id, updated_at, id) where deleted_at is null;
create index tasks_column_idx on app.tasks (workspace_id, column_id, rank, id)
    where deleted_at is null;
create index tasks_due_idx on app.tasks (workspace_id, due_sort, id)
    where deleted_at is null;
create index tasks_created_idx on app.tasks (workspace_id, created_at, id)
    where deleted_at is null;
create index tasks_updated_idx on app.tasks (workspace_id, updated_at, id)
    where deleted_at is null;
create index tasks_work_idx on app.tasks (workspace_id, assignee_id, due_sort, id)
    where deleted_at is null and status <> 'done';
create index tasks_search_idx on app.tasks using gin (workspace_id, search)
    with (gin_pending_list_limit = 256);
create statistics app.tasks_project_stats (dependencies)
    on project_id, workspace_id from app.tasks;
create statistics app.tasks_column_stats (dependencies)
    on column_id, project_id, workspace_id from app.tasks;
create statistics app.tasks_assignee_stats (dependencies)
    on assignee_id, workspace_id from app.tasks;

create table app.comments (
    workspace_id uuid not null,
    id           uuid not null default app.uuid7(),
    task_id      uuid not null,
    parent_id    uuid,
    author_kind  text not null default 'member'
                 check (author_kind in ('member', 'client', 'assistant', 'system')),
    author_id    uuid,
    body         text not null check (length(body) between 1 and 10000),
    visibility   text not null default 'internal'
                 check (visibility in ('internal', 'client')),
    rev          int not null default 1,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    deleted_at   timestamptz,
    purge_after  timestamptz,
    primary key (workspace_id, id),
    constraint comments_id_key unique (workspace_id, task_id, id),
    constraint comments_task_id_fkey
        foreign key (workspace_id, task_id) references app.tasks on delete cascade,
    constraint comments_parent_id_fkey
        foreign key (workspace_id, task_id, parent_id)
        references app.comments (workspace_id, task_id, id)
);
create index comments_task_idx on app.comments (workspace_id, task_id, created_at, id)
    where deleted_at is null;
create statistics app.comments_task_stats (dependencies)
    on task_id, workspace_id from app.comments;
