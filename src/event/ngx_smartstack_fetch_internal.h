
/* Calls to other servers from inside: loop, destinations, transfers. */


#ifndef _NGX_SMARTSTACK_FETCH_INTERNAL_H_INCLUDED_
#define _NGX_SMARTSTACK_FETCH_INTERNAL_H_INCLUDED_


#include <ngx_smartstack_fetch.h>


/* States of a transfer. */
#define NGX_SMARTSTACK_FETCH_NEW        0
#define NGX_SMARTSTACK_FETCH_WAITING    1   /* for its turn */
#define NGX_SMARTSTACK_FETCH_RESOLVING  2
#define NGX_SMARTSTACK_FETCH_RUNNING    3   /* libcurl has it */
#define NGX_SMARTSTACK_FETCH_ENDED      4   /* done is still to be called */


/* What an end says of the destination. */
#define NGX_SMARTSTACK_FETCH_SILENT     0   /* nothing */
#define NGX_SMARTSTACK_FETCH_SOUND      1
#define NGX_SMARTSTACK_FETCH_FAULTY     2


/* A thread has it: it can only be waited for. */
#define ngx_smartstack_fetch_threaded(transfer)                               \
    ((transfer)->threads != NULL                                              \
     && (transfer)->state == NGX_SMARTSTACK_FETCH_RUNNING)


/* A destination and how it goes, as this worker sees it. */
struct ngx_smartstack_peer_s {
    ngx_smartstack_egress_t         *conf;
    ngx_uint_t                       active;
    ngx_queue_t                      waiting;
    ngx_uint_t                       nwaiting;
    ngx_uint_t                       failures;  /* in a row */
    ngx_msec_t                       opened;    /* when the breaker did */
    unsigned                         open:1;
    unsigned                         probing:1; /* one call, to see */
};


struct ngx_smartstack_fetch_s {
    CURLM                           *multi;
    ngx_log_t                       *log;
    ngx_resolver_t                  *resolver;

    /* event ident must be after 3 pointers as in ngx_connection_t */
    ngx_int_t                        ident;

    ngx_msec_t                       resolver_timeout;
    ngx_array_t                     *egress;
    ngx_uint_t                       npeers;
    ngx_smartstack_peer_t           *peers;
    ngx_queue_t                      all;
    ngx_queue_t                      ended;
    ngx_event_t                      work;      /* posted: completes them */
    ngx_event_t                      timer;     /* of libcurl */
};


/* transfers: the end of one, whoever says so; done is called later */
void ngx_smartstack_fetch_end(ngx_smartstack_transfer_t *transfer,
    ngx_smartstack_fetch_status_e status, const char *error);
void ngx_smartstack_fetch_run(ngx_smartstack_transfer_t *transfer);

/* peers: may one more be called now, and who is called when one has ended */
ngx_smartstack_peer_t *ngx_smartstack_fetch_peer(
    ngx_smartstack_fetch_t *fetch, ngx_smartstack_egress_t *egress);
ngx_int_t ngx_smartstack_fetch_admit(ngx_smartstack_peer_t *peer,
    ngx_smartstack_transfer_t *transfer);
ngx_smartstack_transfer_t *ngx_smartstack_fetch_leave(
    ngx_smartstack_peer_t *peer, ngx_smartstack_transfer_t *transfer,
    ngx_log_t *log);
ngx_uint_t ngx_smartstack_fetch_allowed(ngx_smartstack_peer_t *peer,
    struct sockaddr *sa);

/* names */
void ngx_smartstack_fetch_resolve(ngx_smartstack_transfer_t *transfer);

/* libcurl: one transfer's options, and what its end means */
ngx_int_t ngx_smartstack_fetch_easy(ngx_smartstack_transfer_t *transfer,
    const char *url);
ngx_int_t ngx_smartstack_fetch_upload(ngx_smartstack_transfer_t *transfer);
void ngx_smartstack_fetch_result(ngx_smartstack_transfer_t *transfer,
    CURLcode rc);

/* threads, for mails */
ngx_int_t ngx_smartstack_fetch_thread(ngx_smartstack_transfer_t *transfer);
void ngx_smartstack_fetch_thread_wait(ngx_smartstack_transfer_t *transfer);

/* loop */
ngx_int_t ngx_smartstack_fetch_loop(ngx_smartstack_fetch_t *fetch);


#endif /* _NGX_SMARTSTACK_FETCH_INTERNAL_H_INCLUDED_ */
