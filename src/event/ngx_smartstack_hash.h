
/*
 * Passwords: argon2id (RFC 9106) with a pepper, in a thread pool of its own
 * with a bounded queue, so that no login ever stops the event loop.
 */


#ifndef _NGX_SMARTSTACK_HASH_H_INCLUDED_
#define _NGX_SMARTSTACK_HASH_H_INCLUDED_


#include <ngx_smartstack_op.h>
#include <ngx_smartstack_token.h>
#include <ngx_thread_pool.h>


#define NGX_SMARTSTACK_PASSWORD_MAX  1024


typedef struct {
    ngx_thread_pool_t            *threads;
    ngx_uint_t                    memory;   /* KiB */
    ngx_uint_t                    time;
    ngx_smartstack_keyring_t     *ring;     /* peppers */
} ngx_smartstack_hash_conf_t;


typedef struct {
    ngx_smartstack_op_t           op;       /* first */
    ngx_int_t                     rc;       /* NGX_OK: hashed, or matches;
                                               NGX_DECLINED: does not match;
                                               NGX_BUSY: queue full;
                                               NGX_ERROR */
    ngx_str_t                     phc;      /* made; also by a verification
                                               whose row is out of date */
    ngx_str_t                     pepper_id;
    unsigned                      rehashed:1; /* phc is a better one: store */

    /* the engine's own */
    ngx_thread_pool_t            *threads;
    ngx_thread_task_t            *task;
} ngx_smartstack_hash_t;


/*
 * Both copy the password (wiped afterwards) and complete through op.done.
 * With phc empty, verification runs against a constant dummy of the current
 * parameters and is NGX_DECLINED: an unknown account costs the same.
 * Returns the op, not yet started: attach it, then post it.
 */
ngx_smartstack_hash_t *ngx_smartstack_hash_make(
    ngx_smartstack_hash_conf_t *conf, ngx_str_t *password);
ngx_smartstack_hash_t *ngx_smartstack_hash_verify(
    ngx_smartstack_hash_conf_t *conf, ngx_str_t *password, ngx_str_t *phc,
    ngx_str_t *pepper_id);

/* Starts it; a full queue completes it (later) with NGX_BUSY. */
void ngx_smartstack_hash_post(ngx_smartstack_hash_t *hash);


#endif /* _NGX_SMARTSTACK_HASH_H_INCLUDED_ */
