
#include <ngx_smartstack_job.h>


/* The first run comes within this time: they are not to come all at once. */
#define NGX_SMARTSTACK_JOB_FIRST  500       /* ms */

/* Of pg_type. */
#define NGX_SMARTSTACK_JOB_INT8   20
#define NGX_SMARTSTACK_JOB_INT4   23


typedef struct {
    ngx_smartstack_jobs_t        *jobs;
    ngx_smartstack_statement_t   *statement;
    char                         *name;     /* as the database knows it */

    /* event ident must be after 3 pointers as in ngx_connection_t */
    ngx_int_t                     ident;

    ngx_msec_t                    every;
    ngx_event_t                   timer;
    ngx_smartstack_op_t          *op;       /* the batch under way, or NULL */
    unsigned                      running:1;
    unsigned                      failing:1;
} ngx_smartstack_job_t;


struct ngx_smartstack_jobs_s {
    ngx_smartstack_pg_t          *pg;
    ngx_smartstack_statement_t   *begin;
    ngx_log_t                    *log;
    ngx_uint_t                    n;
    ngx_smartstack_job_t         *job;
};


static void ngx_smartstack_job_init(ngx_smartstack_job_t *job,
    ngx_smartstack_periodic_t *periodic);
static void ngx_smartstack_job_timer(ngx_event_t *ev);
static void ngx_smartstack_job_run(ngx_smartstack_job_t *job);
static void ngx_smartstack_job_done(ngx_smartstack_op_t *op, void *owner);
static void ngx_smartstack_job_failed(ngx_smartstack_job_t *job,
    const char *what, ngx_str_t *why);
static int64_t ngx_smartstack_job_count(PGresult *res);
static void ngx_smartstack_job_rest(ngx_smartstack_job_t *job);


ngx_smartstack_jobs_t *
ngx_smartstack_jobs_start(ngx_cycle_t *cycle,
    ngx_smartstack_contract_t *contract, ngx_smartstack_statement_t *begin,
    ngx_smartstack_pg_t *pg)
{
    ngx_uint_t                  i;
    ngx_smartstack_jobs_t      *jobs;
    ngx_smartstack_periodic_t  *periodic;

    jobs = ngx_pcalloc(cycle->pool, sizeof(ngx_smartstack_jobs_t));
    if (jobs == NULL) {
        return NULL;
    }

    jobs->pg = pg;
    jobs->begin = begin;
    jobs->log = cycle->log;
    jobs->n = contract->jobs.nelts;

    jobs->job = ngx_pcalloc(cycle->pool,
                            jobs->n * sizeof(ngx_smartstack_job_t));
    if (jobs->job == NULL) {
        return NULL;
    }

    periodic = contract->jobs.elts;

    for (i = 0; i < jobs->n; i++) {
        jobs->job[i].jobs = jobs;
        ngx_smartstack_job_init(&jobs->job[i], &periodic[i]);
    }

    return jobs;
}


static void
ngx_smartstack_job_init(ngx_smartstack_job_t *job,
    ngx_smartstack_periodic_t *periodic)
{
    job->statement = periodic->statement;
    job->every = periodic->every;
    job->ident = -1;

    /* "jobs/purge_mails" is known as "purge_mails" */

    job->name = ngx_strchr(job->statement->name.data, '/') + 1;

    /* an interval holds no worker: a run does, by the guard of its batch */

    job->timer.handler = ngx_smartstack_job_timer;
    job->timer.data = job;
    job->timer.log = job->jobs->log;
    job->timer.cancelable = 1;

    ngx_add_timer(&job->timer, 1 + ngx_random() % NGX_SMARTSTACK_JOB_FIRST);
}


void
ngx_smartstack_jobs_stop(ngx_smartstack_jobs_t *jobs)
{
    ngx_uint_t             i;
    ngx_smartstack_job_t  *job;

    for (i = 0; i < jobs->n; i++) {
        job = &jobs->job[i];

        if (job->timer.timer_set) {
            ngx_del_timer(&job->timer);
        }

        if (job->op != NULL) {
            ngx_smartstack_op_detach(job->op);
        }

        if (job->running) {
            job->running = 0;
            ngx_smartstack_object(NGX_SMARTSTACK_OBJECT_JOB, -1);
        }
    }
}


static void
ngx_smartstack_job_timer(ngx_event_t *ev)
{
    ngx_smartstack_job_t  *job;

    job = ev->data;

    if (ngx_exiting) {
        return;
    }

    job->running = 1;
    ngx_smartstack_object(NGX_SMARTSTACK_OBJECT_JOB, 1);

    ngx_smartstack_job_run(job);
}


static void
ngx_smartstack_job_run(ngx_smartstack_job_t *job)
{
    ngx_str_t                   why;
    ngx_smartstack_jobs_t      *jobs;
    ngx_smartstack_pg_batch_t  *batch;

    ngx_smartstack_pg_arg_t  args[] = {
        { "job", job->name },
        { NULL, NULL }
    };

    jobs = job->jobs;

    batch = ngx_smartstack_pg_batch(jobs->pg);

    if (batch == NULL) {
        goto failed;
    }

    batch->write = 1;

    if (ngx_smartstack_pg_add_args(batch, jobs->begin, args) != NGX_OK
        || ngx_smartstack_pg_add(batch, job->statement, NULL) != NGX_OK)
    {
        ngx_smartstack_op_complete(&batch->op);
        goto failed;
    }

    ngx_smartstack_op_attach(&batch->op, ngx_smartstack_job_done, job,
                             &job->op);
    ngx_smartstack_pg_submit(batch);

    return;

failed:

    ngx_str_set(&why, "no memory");
    ngx_smartstack_job_failed(job, "failed", &why);
    ngx_smartstack_job_rest(job);
}


static void
ngx_smartstack_job_done(ngx_smartstack_op_t *op, void *owner)
{
    ngx_smartstack_job_t *job = owner;

    int64_t                     n;
    ngx_str_t                   why;
    ngx_smartstack_pg_batch_t  *batch;

    batch = (ngx_smartstack_pg_batch_t *) op;

    switch (batch->status) {

    case NGX_SMARTSTACK_PG_OK:
        break;

    case NGX_SMARTSTACK_PG_ERROR:

        /* another instance is at it */

        if (batch->failed == 0 && ngx_strcmp(batch->sqlstate, "SS409") == 0) {
            ngx_smartstack_job_rest(job);
            return;
        }

        ngx_smartstack_job_failed(job, batch->sqlstate, &batch->message);
        ngx_smartstack_job_rest(job);
        return;

    default:

        /* what is wrong with the database is told by its pool */

        ngx_smartstack_count(NGX_SMARTSTACK_C_JOB_FAILURES);
        ngx_smartstack_job_rest(job);
        return;
    }

    n = ngx_smartstack_job_count(batch->queries[1].result);

    if (n < 0) {
        ngx_str_set(&why, "it does not answer with one row and a count");
        ngx_smartstack_job_failed(job, "failed", &why);
        ngx_smartstack_job_rest(job);
        return;
    }

    ngx_smartstack_count(NGX_SMARTSTACK_C_JOBS);
    job->failing = 0;

    if (n > 0 && !ngx_exiting) {
        ngx_smartstack_job_run(job);
        return;
    }

    ngx_smartstack_job_rest(job);
}


/* Once, until it works again: an interval may be a second. */

static void
ngx_smartstack_job_failed(ngx_smartstack_job_t *job, const char *what,
    ngx_str_t *why)
{
    ngx_smartstack_count(NGX_SMARTSTACK_C_JOB_FAILURES);

    if (!job->failing) {
        job->failing = 1;
        ngx_log_error(NGX_LOG_ERR, job->jobs->log, 0, "%V: %s: %V",
                      &job->statement->name, what, why);
    }
}


/* -1: it is no count */

static int64_t
ngx_smartstack_job_count(PGresult *res)
{
    uint32_t     half[2];
    const char  *value;

    if (PQntuples(res) != 1 || PQnfields(res) < 1 || PQgetisnull(res, 0, 0)) {
        return -1;
    }

    value = PQgetvalue(res, 0, 0);

    switch (PQftype(res, 0)) {

    case NGX_SMARTSTACK_JOB_INT4:
        ngx_memcpy(half, value, 4);
        return (int32_t) ntohl(half[0]);

    case NGX_SMARTSTACK_JOB_INT8:
        ngx_memcpy(half, value, 8);
        return (int64_t) ((uint64_t) ntohl(half[0]) << 32
                          | ntohl(half[1]));

    default:
        return -1;
    }
}


static void
ngx_smartstack_job_rest(ngx_smartstack_job_t *job)
{
    job->running = 0;
    ngx_smartstack_object(NGX_SMARTSTACK_OBJECT_JOB, -1);

    if (!ngx_exiting) {
        ngx_add_timer(&job->timer, job->every);
    }
}
