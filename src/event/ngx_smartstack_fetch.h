
/*
 * Calls to other servers: libcurl's multi interface on nginx's event loop,
 * for mails libcurl in a thread.
 *
 * Only destinations that the configuration names are called, over TLS, with
 * a deadline, a bound on what may come back, and no redirects.  Names are
 * resolved by nginx and handed to libcurl, which would start a thread for
 * them and wait for it.  Each destination has a bounded number of calls at
 * once, a bounded queue, and a breaker: after some failures in a row it is
 * not called for a while, then once, to see.
 */


#ifndef _NGX_SMARTSTACK_FETCH_H_INCLUDED_
#define _NGX_SMARTSTACK_FETCH_H_INCLUDED_


#include <ngx_smartstack_op.h>
#include <ngx_smartstack_text.h>
#include <ngx_thread_pool.h>
#include <curl/curl.h>


typedef struct ngx_smartstack_fetch_s  ngx_smartstack_fetch_t;
typedef struct ngx_smartstack_peer_s   ngx_smartstack_peer_t;


/* A destination, as the directive names it (checked at nginx -t). */
typedef struct {
    ngx_str_t     host;         /* lower case; NUL-terminated, as is ca */
    in_port_t     port;
    ngx_uint_t    connections;  /* calls at once */
    ngx_uint_t    failures;     /* in a row, that open the breaker */
    ngx_msec_t    pause;        /* ... for so long */
    ngx_str_t     ca;           /* file; empty: the system's authorities */
    unsigned      private:1;    /* may be in a network of our own */
    unsigned      plain:1;      /* without TLS; loopback only */
} ngx_smartstack_egress_t;


typedef enum {
    NGX_SMARTSTACK_FETCH_OK = 0,        /* an answer came: code, body */
    NGX_SMARTSTACK_FETCH_FORBIDDEN,     /* no destination of ours */
    NGX_SMARTSTACK_FETCH_OPEN,          /* its breaker is open */
    NGX_SMARTSTACK_FETCH_BUSY,          /* too many wait for it */
    NGX_SMARTSTACK_FETCH_TIMEOUT,
    NGX_SMARTSTACK_FETCH_TOO_LARGE,     /* more came than was allowed */
    NGX_SMARTSTACK_FETCH_FAILED         /* name, connect, TLS, protocol */
} ngx_smartstack_fetch_status_e;


/* What a mail server was asked last. */
typedef enum {
    NGX_SMARTSTACK_SMTP_HELLO = 0,
    NGX_SMARTSTACK_SMTP_MAIL,
    NGX_SMARTSTACK_SMTP_RCPT,
    NGX_SMARTSTACK_SMTP_DATA
} ngx_smartstack_smtp_stage_e;


typedef struct {
    ngx_smartstack_op_t              op;        /* first */

    ngx_smartstack_fetch_status_e    status;
    ngx_uint_t                       code;      /* of HTTP or SMTP, or 0 */
    ngx_smartstack_text_t            body;      /* in op.pool */
    u_char                           reply[512]; /* SMTP: the last line */
    size_t                           reply_len;
    ngx_smartstack_smtp_stage_e      stage;
    const char                      *error;     /* for logs; a C string */

    /* the engine's own */
    ngx_smartstack_fetch_t          *fetch;
    ngx_smartstack_peer_t           *peer;      /* NULL: forbidden */
    CURL                            *easy;
    struct curl_slist               *headers;   /* or recipients */
    struct curl_slist               *resolve;
    ngx_resolver_ctx_t              *resolving;
    ngx_queue_t                      all;       /* of the engine */
    ngx_queue_t                      queue;     /* waiting, or ended */
    ngx_str_t                        upload;    /* what is still to go */
    size_t                           head;      /* bytes of headers so far */
    ngx_thread_pool_t               *threads;   /* of a mail */
    ngx_thread_task_t               *task;
    ngx_msec_t                       deadline;
    char                             message[CURL_ERROR_SIZE];
    unsigned                         state:3;
    unsigned                         admitted:1; /* counted by its peer */
    unsigned                         running:1; /* to be taken from libcurl */
    unsigned                         fault:2;   /* what it says of its peer */
    unsigned                         probe:1;   /* asks behind a breaker */
    unsigned                         leaving:1; /* the mail server was told */
    unsigned                         forbidden:1;
} ngx_smartstack_transfer_t;


/* In each worker. */
ngx_smartstack_fetch_t *ngx_smartstack_fetch_init(ngx_cycle_t *cycle,
    ngx_array_t *egress, ngx_resolver_t *resolver,
    ngx_msec_t resolver_timeout);

/* At worker exit, when all owners have detached. */
void ngx_smartstack_fetch_exit(ngx_smartstack_fetch_t *fetch);

/* At configuration time: the entry for a URL, or NULL. */
ngx_smartstack_egress_t *ngx_smartstack_fetch_egress(ngx_array_t *egress,
    const char *url);

/*
 * A GET, or a POST of a form when form is given, whose answer may have max
 * bytes.  Texts are C strings and copied.  Returns the transfer, not yet
 * started, or NULL.
 */
ngx_smartstack_transfer_t *ngx_smartstack_fetch_http(
    ngx_smartstack_fetch_t *fetch, const char *url, ngx_str_t *form,
    size_t max);

/* Adds "Name: value", which is copied.  NGX_ERROR: no memory. */
ngx_int_t ngx_smartstack_fetch_header(ngx_smartstack_transfer_t *transfer,
    const char *line);

/* Of HTTP Basic or of SMTP; copied.  NGX_ERROR: no memory. */
ngx_int_t ngx_smartstack_fetch_user(ngx_smartstack_transfer_t *transfer,
    const char *user, const char *password);

/*
 * A mail to one recipient, by one of these threads; the message must live
 * as long as the transfer.  smtps://HOST, or smtp://HOST, where the server
 * must offer STARTTLS.
 */
ngx_smartstack_transfer_t *ngx_smartstack_fetch_mail(
    ngx_smartstack_fetch_t *fetch, ngx_thread_pool_t *threads,
    const char *url, const char *from, const char *to, ngx_str_t *message);

/*
 * Starts it.  Always completes it, later, through op.done (attach it
 * before), within the timeout.
 */
void ngx_smartstack_fetch_start(ngx_smartstack_transfer_t *transfer,
    ngx_msec_t timeout);


#endif /* _NGX_SMARTSTACK_FETCH_H_INCLUDED_ */
