-- Up to 100 changes of tasks, one row for each, in their order.
select b.op, b.id, b.status, b.rev, b.code, b.detail
  from app.tasks_bulk(:body::jsonb) b
