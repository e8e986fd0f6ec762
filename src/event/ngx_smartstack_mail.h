
/*
 * The sender of the outbox: takes mails that are due, a few at a time and
 * leased, makes each from its template, hands it over, and writes down what
 * became of it.  At least once: who dies between handing over and writing
 * down has sent a mail that will be sent again, with the same Message-ID.
 */


#ifndef _NGX_SMARTSTACK_MAIL_H_INCLUDED_
#define _NGX_SMARTSTACK_MAIL_H_INCLUDED_


#include <ngx_smartstack_fetch.h>
#include <ngx_smartstack_letter.h>
#include <ngx_smartstack_pg.h>
#include <ngx_smartstack_token.h>
#include <ngx_thread_pool.h>


/* What the directive says (checked at nginx -t). */
typedef struct {
    ngx_str_t                    spool;     /* folder, or empty; ends with a
                                               NUL, as all of these */
    ngx_str_t                    url;       /* of the mail server, or empty */
    ngx_str_t                    user;
    ngx_str_t                    password;
    ngx_str_t                    name;      /* of the sender, may be empty */
    ngx_str_t                    from;      /* address */
    ngx_str_t                    folder;    /* of the templates */
    ngx_str_t                    origin;    /* of the site */
    ngx_msec_t                   every;     /* the outbox is looked at */
    ngx_msec_t                   timeout;   /* of a mail at its server, what
                                               it waited for included */
    ngx_smartstack_letters_t    *letters;
    ngx_str_t                    pool;      /* its name: threads that write
                                               the spool, or talk SMTP */
    ngx_thread_pool_t           *threads;
    ngx_smartstack_fetch_t      *fetch;     /* that calls the mail server */
} ngx_smartstack_mail_conf_t;


typedef struct ngx_smartstack_sender_s  ngx_smartstack_sender_t;


/* In the worker that sends; the statements are mail/claim, mail/finish. */
ngx_smartstack_sender_t *ngx_smartstack_sender_start(ngx_cycle_t *cycle,
    ngx_smartstack_mail_conf_t *conf, ngx_smartstack_contract_t *contract,
    ngx_smartstack_pg_t *pg);

/* At worker exit, before the pool stops. */
void ngx_smartstack_sender_stop(ngx_smartstack_sender_t *sender);


#endif /* _NGX_SMARTSTACK_MAIL_H_INCLUDED_ */
