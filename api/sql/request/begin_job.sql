-- Opens the batch of a job, unless another instance runs it (SS409).
select app.begin_job(:job::text)
