
/*
 * The op: base object of everything that waits (a batch, a hash, later a
 * transfer or a socket).  It has its own small pool, a guard timer, one
 * completion callback, and an owner that it may outlive, or that may outlive
 * it: both back-pointers are nulled here and nowhere else.
 */


#ifndef _NGX_SMARTSTACK_OP_H_INCLUDED_
#define _NGX_SMARTSTACK_OP_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>
#include <ngx_event.h>

#include <ngx_smartstack_zone.h>


typedef struct ngx_smartstack_op_s  ngx_smartstack_op_t;

/*
 * Called once, from the event loop, never from within the call that started
 * the op.  The owner reads what it wants and must not keep pointers into the
 * op: it is destroyed when the callback returns.
 */
typedef void (*ngx_smartstack_op_done_pt)(ngx_smartstack_op_t *op,
    void *owner);

/* The kind's own reaction to the guard timer (deadline) and to detach. */
typedef void (*ngx_smartstack_op_handler_pt)(ngx_smartstack_op_t *op);


struct ngx_smartstack_op_s {
    ngx_pool_t                    *pool;
    ngx_log_t                     *log;       /* the cycle's: outlives r */
    void                          *owner;

    /* event ident must be after 3 pointers as in ngx_connection_t */
    ngx_int_t                      ident;

    ngx_event_t                    guard;     /* deadline; not cancelable */
    ngx_event_t                    later;     /* posted by op_later() */
    ngx_smartstack_op_done_pt      done;      /* NULL once detached */
    ngx_smartstack_op_t          **slot;      /* the owner's pointer to us */
    ngx_smartstack_op_handler_pt   expired;
    ngx_smartstack_op_handler_pt   detached;
    ngx_smartstack_object_e        kind;      /* gauge that counts us */
    unsigned                       completed:1;
};


/*
 * Initialises op inside an object of size bytes made from a new pool, and
 * counts it.  Returns the object (its first member is the op) or NULL.
 */
void *ngx_smartstack_op_create(size_t size, ngx_smartstack_object_e kind);

/*
 * Ties the op to its owner.  *slot is set to the op now and to NULL when it
 * completes.
 */
void ngx_smartstack_op_attach(ngx_smartstack_op_t *op,
    ngx_smartstack_op_done_pt done, void *owner, ngx_smartstack_op_t **slot);

/*
 * The owner goes away: done will not be called.  Idempotent, safe at any
 * moment; the op ends by itself.
 */
void ngx_smartstack_op_detach(ngx_smartstack_op_t *op);

/* Arms the deadline, in milliseconds. */
void ngx_smartstack_op_guard(ngx_smartstack_op_t *op, ngx_msec_t timeout);

/* For the kind: calls done (if still wanted) and destroys the op. */
void ngx_smartstack_op_complete(ngx_smartstack_op_t *op);

/* The same from within a call that must not complete it: a posted event. */
void ngx_smartstack_op_later(ngx_smartstack_op_t *op);


#endif /* _NGX_SMARTSTACK_OP_H_INCLUDED_ */
