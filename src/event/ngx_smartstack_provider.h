
/*
 * A provider of OpenID Connect: what is configured about it, pinned, and the
 * keys that it signs with, kept for a day.  Whoever needs newer ones waits
 * for the one request that is under way.
 */


#ifndef _NGX_SMARTSTACK_PROVIDER_H_INCLUDED_
#define _NGX_SMARTSTACK_PROVIDER_H_INCLUDED_


#include <ngx_smartstack_fetch.h>
#include <ngx_smartstack_id_token.h>


/* What the directive says (checked at nginx -t); texts end with a NUL. */
typedef struct {
    ngx_str_t                     name;
    ngx_str_t                     label;
    ngx_str_t                     issuer;
    ngx_str_t                     client;
    ngx_str_t                     secret;
    ngx_str_t                     scope;
    ngx_str_t                     authorization;  /* where people go */
    ngx_str_t                     token;          /* where we ask */
    ngx_str_t                     jwks;           /* ... for its keys */
    ngx_msec_t                    refresh;        /* not more often */
    ngx_smartstack_algorithm_e    algorithm;
} ngx_smartstack_provider_conf_t;


typedef struct {
    ngx_smartstack_provider_conf_t  *conf;
    ngx_smartstack_fetch_t          *fetch;
    ngx_log_t                       *log;
    ngx_pool_t                      *pool;      /* of the keys */
    ngx_array_t                     *keys;      /* or NULL */
    ngx_msec_t                       fetched;   /* when they were */
    ngx_msec_t                       tried;
    ngx_smartstack_op_t             *fetching;  /* the transfer, or NULL */
    ngx_queue_t                      waiting;
} ngx_smartstack_provider_t;


/* Completes when the keys are as new as they get. */
typedef struct {
    ngx_smartstack_op_t              op;        /* first */
    ngx_queue_t                      queue;
} ngx_smartstack_keys_op_t;


void ngx_smartstack_provider_init(ngx_smartstack_provider_t *provider,
    ngx_smartstack_provider_conf_t *conf, ngx_smartstack_fetch_t *fetch,
    ngx_log_t *log);

/* At worker exit, before the calls end. */
void ngx_smartstack_provider_exit(ngx_smartstack_provider_t *provider);

/* The keys, or NULL when they have to be fetched first. */
ngx_array_t *ngx_smartstack_provider_keys(
    ngx_smartstack_provider_t *provider);

/*
 * Fetches them, unless that was done a moment ago.  Returns the op, to be
 * attached, then started, or NULL: no memory.  Once started it completes by
 * itself, later; whether there are keys is asked of the provider then.
 */
ngx_smartstack_keys_op_t *ngx_smartstack_provider_refresh(
    ngx_smartstack_provider_t *provider);
void ngx_smartstack_provider_start(ngx_smartstack_provider_t *provider,
    ngx_smartstack_keys_op_t *op);


#endif /* _NGX_SMARTSTACK_PROVIDER_H_INCLUDED_ */
