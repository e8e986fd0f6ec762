
/*
 * Jobs: statements that run again and again on the pool "worker".  One
 * worker process of an instance runs them, and of several instances the one
 * that holds the job's lock in the database.  A statement answers with one
 * row, the count of what it did; while there was something it is run again
 * at once, else when its interval has passed.
 */


#ifndef _NGX_SMARTSTACK_JOB_H_INCLUDED_
#define _NGX_SMARTSTACK_JOB_H_INCLUDED_


#include <ngx_smartstack_pg.h>


typedef struct ngx_smartstack_jobs_s  ngx_smartstack_jobs_t;


/* In the worker that runs them; begin is request/begin_job. */
ngx_smartstack_jobs_t *ngx_smartstack_jobs_start(ngx_cycle_t *cycle,
    ngx_smartstack_contract_t *contract, ngx_smartstack_statement_t *begin,
    ngx_smartstack_pg_t *pg);

/* At worker exit, before the pool stops. */
void ngx_smartstack_jobs_stop(ngx_smartstack_jobs_t *jobs);


#endif /* _NGX_SMARTSTACK_JOB_H_INCLUDED_ */
