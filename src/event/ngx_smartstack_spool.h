
/* Files for others to find, written whole or not at all, in a thread. */


#ifndef _NGX_SMARTSTACK_SPOOL_H_INCLUDED_
#define _NGX_SMARTSTACK_SPOOL_H_INCLUDED_


#include <ngx_smartstack_op.h>
#include <ngx_thread_pool.h>


typedef struct {
    ngx_smartstack_op_t    op;      /* first */
    ngx_int_t              rc;      /* NGX_OK, NGX_BUSY (queue full), or
                                       NGX_ERROR with error */
    ngx_err_t              error;

    /* the engine's own */
    ngx_thread_pool_t     *threads;
    ngx_thread_task_t     *task;
} ngx_smartstack_spool_t;


/*
 * DIR/NAME with this text, which is copied.
 * Returns the op, not yet started: attach it, then post it.
 */
ngx_smartstack_spool_t *ngx_smartstack_spool_file(ngx_thread_pool_t *threads,
    ngx_str_t *dir, ngx_str_t *name, ngx_str_t *text);

/* Starts it; a full queue completes it (later) with NGX_BUSY. */
void ngx_smartstack_spool_post(ngx_smartstack_spool_t *spool);


#endif /* _NGX_SMARTSTACK_SPOOL_H_INCLUDED_ */
