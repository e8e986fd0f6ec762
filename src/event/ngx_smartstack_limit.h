
/*
 * Token buckets in the zone, shared by all workers.  A bucket is one instant:
 * when it will be full again (the generic cell rate algorithm), so that a
 * bucket that is full is as one that never was, and its place is free.
 */


#ifndef _NGX_SMARTSTACK_LIMIT_H_INCLUDED_
#define _NGX_SMARTSTACK_LIMIT_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>


#define NGX_SMARTSTACK_LIMIT_MAX  8     /* buckets of one call */


typedef struct {
    ngx_str_t     name;
    ngx_uint_t    rate;         /* tokens a period; 0: no limit */
    ngx_uint_t    period;       /* s */
    ngx_uint_t    burst;        /* tokens of a full bucket */
} ngx_smartstack_rate_t;


typedef struct {
    ngx_smartstack_rate_t  *rate;
    ngx_str_t               who;        /* an address, an id, a digest */
    unsigned                look:1;     /* whether a token is there */

    /* what came of it */
    ngx_uint_t              remaining;  /* tokens */
    ngx_uint_t              reset;      /* s until the bucket is full */
    ngx_uint_t              wait;       /* s until there is a token */
} ngx_smartstack_limit_t;


/*
 * Takes one token of each bucket, or of none: NGX_OK; or NGX_BUSY, and *empty
 * is the one that makes the caller wait longest.  Without a zone all is
 * allowed.
 */
ngx_int_t ngx_smartstack_limit_take(ngx_smartstack_limit_t *limits,
    ngx_uint_t n, ngx_uint_t *empty);


#endif /* _NGX_SMARTSTACK_LIMIT_H_INCLUDED_ */
