
/* Layout of the zone in shared memory, for the files of the zone only. */


#ifndef _NGX_SMARTSTACK_ZONE_INTERNAL_H_INCLUDED_
#define _NGX_SMARTSTACK_ZONE_INTERNAL_H_INCLUDED_


#include <ngx_smartstack_zone.h>


#define NGX_SMARTSTACK_ZONE_MAGIC    0x6b636174736d7373ULL
#define NGX_SMARTSTACK_ZONE_VERSION  2

/* Workers of all generations that may live at one time. */
#define NGX_SMARTSTACK_ZONE_WORKERS  128

/* Room for operations that later contracts add. */
#define NGX_SMARTSTACK_ZONE_GROWTH   64

#define NGX_SMARTSTACK_ZONE_NAME     64
#define NGX_SMARTSTACK_ZONE_CLASSES  4      /* 2xx .. 5xx */
#define NGX_SMARTSTACK_ZONE_BUCKETS  12     /* the last one is +Inf */
#define NGX_SMARTSTACK_CACHE_LINE    64

/* Places where the bucket of a key may be: one cache line. */
#define NGX_SMARTSTACK_ZONE_WAYS     4


typedef struct {
    ngx_atomic_t                      count[NGX_SMARTSTACK_ZONE_BUCKETS];
    ngx_atomic_t                      sum;      /* microseconds */
} ngx_smartstack_zone_histogram_t;


/* One operation; slot 0 is for requests that match none. */
typedef struct {
    u_char                            name[NGX_SMARTSTACK_ZONE_NAME];
    ngx_atomic_t                      status[NGX_SMARTSTACK_ZONE_CLASSES];
    ngx_smartstack_zone_histogram_t   total;
    ngx_atomic_t                      db;       /* microseconds */
} ngx_smartstack_zone_operation_t;


/* Gauges of one worker, which alone writes them. */
typedef struct {
    ngx_atomic_t                      pid;      /* 0: free */
    ngx_atomic_int_t                  gauges[NGX_SMARTSTACK_NGAUGES];
    ngx_atomic_int_t                  objects[NGX_SMARTSTACK_NOBJECTS];
} __attribute__((aligned(NGX_SMARTSTACK_CACHE_LINE)))
  ngx_smartstack_zone_worker_t;


/* A token bucket; both words change under the zone's mutex. */
typedef struct {
    uint64_t                          key;
    uint64_t                          full;     /* microseconds */
} ngx_smartstack_zone_tokens_t;


typedef struct {
    uint64_t                          magic;
    uint32_t                          version;
    uint32_t                          size;
    ngx_uint_t                        capacity;
    ngx_uint_t                        noperations;
    ngx_smartstack_zone_operation_t  *operations;

    uint64_t                          seed;
    ngx_uint_t                        ntokens;  /* a power of two */
    ngx_smartstack_zone_tokens_t     *tokens;

    ngx_atomic_t                      counters[NGX_SMARTSTACK_NCOUNTERS];
    ngx_smartstack_zone_histogram_t
                                     histograms[NGX_SMARTSTACK_NHISTOGRAMS];
    ngx_smartstack_zone_worker_t      workers[NGX_SMARTSTACK_ZONE_WORKERS];
} ngx_smartstack_zone_sh_t;


typedef struct {
    ngx_smartstack_zone_sh_t         *sh;
    ngx_slab_pool_t                  *shpool;
    ngx_pool_t                       *pool;
    ngx_str_t                        *names;
    ngx_uint_t                        n;
    ngx_uint_t                       *slots;    /* of the operations */
} ngx_smartstack_zone_ctx_t;


typedef struct {
    uint64_t                          limit;    /* microseconds */
    const char                       *text;
} ngx_smartstack_zone_bucket_t;


extern ngx_smartstack_zone_bucket_t
    ngx_smartstack_zone_buckets[NGX_SMARTSTACK_ZONE_BUCKETS];

/* What this worker counts into; all NULL without a zone. */
extern ngx_smartstack_zone_ctx_t     *ngx_smartstack_zone_ctx;
extern ngx_smartstack_zone_sh_t      *ngx_smartstack_zone_sh;
extern ngx_smartstack_zone_worker_t  *ngx_smartstack_zone_worker;


ngx_uint_t ngx_smartstack_zone_dead(ngx_pid_t pid);


#endif /* _NGX_SMARTSTACK_ZONE_INTERNAL_H_INCLUDED_ */
