
#include <ngx_smartstack_mail_internal.h>
#include <ngx_smartstack_json.h>
#include <ngx_smartstack_uuid.h>


/* How many are on their way at once; fewer than a lease of them takes. */
#define NGX_SMARTSTACK_MAIL_MAX      16

/* Bytes of a finished mail. */
#define NGX_SMARTSTACK_MAIL_MESSAGE  1048576

/* Columns of mail/claim. */
#define NGX_SMARTSTACK_MAIL_ID         0
#define NGX_SMARTSTACK_MAIL_RECIPIENT  1
#define NGX_SMARTSTACK_MAIL_TEMPLATE   2
#define NGX_SMARTSTACK_MAIL_VARS       3
#define NGX_SMARTSTACK_MAIL_ATTEMPTS   4


struct ngx_smartstack_sender_s {
    ngx_smartstack_mail_conf_t   *conf;
    ngx_smartstack_pg_t          *pg;
    ngx_smartstack_statement_t   *claim;

    /* event ident must be after 3 pointers as in ngx_connection_t */
    ngx_int_t                     ident;

    ngx_smartstack_statement_t   *finish;
    ngx_log_t                    *log;
    ngx_event_t                   timer;
    ngx_smartstack_op_t          *claiming; /* the batch, or NULL */
    u_char                        room[NGX_INT32_LEN + 1];
    ngx_queue_t                   mails;
    ngx_uint_t                    n;        /* of mails */
    unsigned                      more:1;   /* may be due already */
    unsigned                      failing:1;
};


static void ngx_smartstack_sender_timer(ngx_event_t *ev);
static void ngx_smartstack_sender_next(ngx_smartstack_sender_t *sender);
static void ngx_smartstack_sender_claimed(ngx_smartstack_op_t *op,
    void *owner);
static void ngx_smartstack_sender_take(ngx_smartstack_sender_t *sender,
    PGresult *res, int row);
static ngx_int_t ngx_smartstack_mail_make(ngx_smartstack_mail_t *mail,
    PGresult *res, int row, ngx_str_t *error);
static json_t *ngx_smartstack_mail_vars(ngx_smartstack_mail_t *mail,
    PGresult *res, int row);
static void ngx_smartstack_mail_finished(ngx_smartstack_op_t *op,
    void *owner);
static void ngx_smartstack_mail_gone(ngx_smartstack_mail_t *mail);


ngx_smartstack_sender_t *
ngx_smartstack_sender_start(ngx_cycle_t *cycle,
    ngx_smartstack_mail_conf_t *conf, ngx_smartstack_contract_t *contract,
    ngx_smartstack_pg_t *pg)
{
    ngx_smartstack_sender_t  *sender;

    sender = ngx_pcalloc(cycle->pool, sizeof(ngx_smartstack_sender_t));
    if (sender == NULL) {
        return NULL;
    }

    sender->conf = conf;
    sender->pg = pg;
    sender->claim = ngx_smartstack_contract_statement(contract, "mail/claim");
    sender->finish = ngx_smartstack_contract_statement(contract,
                                                       "mail/finish");
    sender->log = cycle->log;
    sender->ident = -1;
    sender->more = 1;

    ngx_queue_init(&sender->mails);

    /* it holds no worker: a mail on its way does, by what it waits for */

    sender->timer.handler = ngx_smartstack_sender_timer;
    sender->timer.data = sender;
    sender->timer.log = cycle->log;
    sender->timer.cancelable = 1;

    ngx_smartstack_sender_next(sender);

    return sender;
}


void
ngx_smartstack_sender_stop(ngx_smartstack_sender_t *sender)
{
    ngx_smartstack_mail_t  *mail;

    if (sender->timer.timer_set) {
        ngx_del_timer(&sender->timer);
    }

    if (sender->claiming != NULL) {
        ngx_smartstack_op_detach(sender->claiming);
    }

    while (!ngx_queue_empty(&sender->mails)) {
        mail = ngx_queue_data(ngx_queue_head(&sender->mails),
                              ngx_smartstack_mail_t, queue);

        if (mail->step != NULL) {
            ngx_smartstack_op_detach(mail->step);
        }

        ngx_smartstack_mail_gone(mail);
    }
}


static void
ngx_smartstack_sender_timer(ngx_event_t *ev)
{
    ngx_smartstack_sender_t  *sender;

    sender = ev->data;
    sender->more = 1;

    ngx_smartstack_sender_next(sender);
}


/* Claims as many as there is room for; one claim at a time. */

static void
ngx_smartstack_sender_next(ngx_smartstack_sender_t *sender)
{
    ngx_smartstack_pg_arg_t     args[] = { { "max", NULL }, { NULL, NULL } };
    ngx_smartstack_pg_batch_t  *batch;

    if (ngx_exiting || sender->claiming != NULL) {
        return;
    }

    if (!sender->timer.timer_set) {
        ngx_add_timer(&sender->timer, sender->conf->every);
    }

    if (!sender->more || sender->n >= NGX_SMARTSTACK_MAIL_MAX) {
        return;
    }

    sender->more = 0;

    batch = ngx_smartstack_pg_batch(sender->pg);
    if (batch == NULL) {
        return;
    }

    batch->write = 1;

    (void) ngx_sprintf(sender->room, "%ui%Z",
                       NGX_SMARTSTACK_MAIL_MAX - sender->n);
    args[0].value = (char *) sender->room;

    if (ngx_smartstack_pg_add_args(batch, sender->claim, args) != NGX_OK) {
        ngx_smartstack_op_complete(&batch->op);
        return;
    }

    ngx_smartstack_op_attach(&batch->op, ngx_smartstack_sender_claimed,
                             sender, &sender->claiming);
    ngx_smartstack_pg_submit(batch);
}


static void
ngx_smartstack_sender_claimed(ngx_smartstack_op_t *op, void *owner)
{
    ngx_smartstack_sender_t *sender = owner;

    int                         i, n;
    PGresult                   *res;
    ngx_smartstack_pg_batch_t  *batch;

    batch = (ngx_smartstack_pg_batch_t *) op;

    if (batch->status != NGX_SMARTSTACK_PG_OK) {

        /* what is wrong with the database is told by its pool */

        if (batch->status == NGX_SMARTSTACK_PG_ERROR && !sender->failing) {
            sender->failing = 1;
            ngx_log_error(NGX_LOG_ERR, sender->log, 0,
                          "mails cannot be claimed: %s: %V", batch->sqlstate,
                          &batch->message);
        }

        ngx_smartstack_sender_next(sender);
        return;
    }

    sender->failing = 0;

    res = batch->queries[0].result;
    n = PQntuples(res);

    for (i = 0; i < n; i++) {
        ngx_smartstack_sender_take(sender, res, i);
    }

    sender->more = (n > 0);

    ngx_smartstack_sender_next(sender);
}


static void
ngx_smartstack_sender_take(ngx_smartstack_sender_t *sender, PGresult *res,
    int row)
{
    uint32_t                attempt;
    ngx_str_t               error;
    ngx_smartstack_mail_t  *mail;

    mail = ngx_smartstack_op_create(sizeof(ngx_smartstack_mail_t),
                                    NGX_SMARTSTACK_OBJECT_MAIL);
    if (mail == NULL) {
        return;     /* its lease ends by itself */
    }

    mail->sender = sender;
    mail->conf = sender->conf;

    ngx_queue_insert_tail(&sender->mails, &mail->queue);
    sender->n++;

    ngx_memcpy(&attempt,
               PQgetvalue(res, row, NGX_SMARTSTACK_MAIL_ATTEMPTS), 4);

    (void) ngx_smartstack_uuid_format(mail->id,
               (u_char *) PQgetvalue(res, row, NGX_SMARTSTACK_MAIL_ID));
    (void) ngx_sprintf(mail->attempt, "%uD%Z", ntohl(attempt));

    switch (ngx_smartstack_mail_make(mail, res, row, &error)) {

    case NGX_OK:
        if (sender->conf->url.len) {
            ngx_smartstack_mail_smtp(mail);

        } else {
            ngx_smartstack_mail_spool(mail);
        }

        return;

    case NGX_DECLINED:
        ngx_log_error(NGX_LOG_ERR, sender->log, 0, "mail %s: %V", mail->id,
                      &error);
        ngx_smartstack_mail_end(mail, NGX_SMARTSTACK_MAIL_FAILED,
                                (char *) error.data);
        return;

    default:
        ngx_smartstack_mail_end(mail, NGX_SMARTSTACK_MAIL_RETRY,
                                "no memory");
    }
}


/* NGX_DECLINED with *error (with a NUL): it can never be sent */

static ngx_int_t
ngx_smartstack_mail_make(ngx_smartstack_mail_t *mail, PGresult *res, int row,
    ngx_str_t *error)
{
    json_t                 *vars;
    ngx_int_t               rc;
    ngx_str_t               name, to;
    ngx_smartstack_mime_t   mime;
    ngx_smartstack_text_t   out;

    to.data = (u_char *) PQgetvalue(res, row, NGX_SMARTSTACK_MAIL_RECIPIENT);
    to.len = PQgetlength(res, row, NGX_SMARTSTACK_MAIL_RECIPIENT);

    name.data = (u_char *) PQgetvalue(res, row, NGX_SMARTSTACK_MAIL_TEMPLATE);
    name.len = PQgetlength(res, row, NGX_SMARTSTACK_MAIL_TEMPLATE);

    mail->to.len = to.len;
    mail->to.data = ngx_pnalloc(mail->op.pool, to.len + 1);
    if (mail->to.data == NULL) {
        return NGX_ERROR;
    }

    *ngx_cpymem(mail->to.data, to.data, to.len) = '\0';

    vars = ngx_smartstack_mail_vars(mail, res, row);
    if (vars == NULL) {
        ngx_str_set(error, "its variables are no JSON object");
        return NGX_DECLINED;
    }

    ngx_memzero(&mime, sizeof(ngx_smartstack_mime_t));

    rc = ngx_smartstack_letter_render(mail->conf->letters, &name, vars,
                                      mail->op.pool, &mime, error);
    json_decref(vars);

    if (rc != NGX_OK) {
        return rc;
    }

    mime.id.data = mail->id;
    mime.id.len = NGX_SMARTSTACK_UUID_LEN;
    mime.date = ngx_time();
    mime.name = mail->conf->name;
    mime.from = mail->conf->from;
    mime.to = to;

    ngx_smartstack_text_init(&out, mail->op.pool,
                             NGX_SMARTSTACK_MAIL_MESSAGE);

    rc = ngx_smartstack_mime_write(&mime, &out);

    if (rc == NGX_DECLINED) {
        ngx_str_set(error, "its recipient or a header cannot be written");
    }

    mail->message.data = out.data;
    mail->message.len = out.len;

    return rc;
}


/* What the mail brings, and what is the same for all of them. */

static json_t *
ngx_smartstack_mail_vars(ngx_smartstack_mail_t *mail, PGresult *res, int row)
{
    size_t                         pos;
    json_t                        *vars;
    ngx_smartstack_json_status_e   status;

    /* binary jsonb: a version byte, then the text */

    vars = ngx_smartstack_json_load(
               (u_char *) PQgetvalue(res, row, NGX_SMARTSTACK_MAIL_VARS) + 1,
               PQgetlength(res, row, NGX_SMARTSTACK_MAIL_VARS) - 1,
               &status, &pos);

    if (!json_is_object(vars)
        || json_object_set_new(vars, "origin",
                       json_string((char *) mail->conf->origin.data)) != 0
        || json_object_set_new(vars, "recipient",
                       json_string((char *) mail->to.data)) != 0)
    {
        json_decref(vars);
        return NULL;
    }

    return vars;
}


void
ngx_smartstack_mail_end(ngx_smartstack_mail_t *mail,
    ngx_smartstack_mail_outcome_e outcome, const char *error)
{
    ngx_smartstack_pg_batch_t  *batch;

    static struct {
        const char                *name;
        ngx_smartstack_counter_e   counter;
    } outcomes[] = {
        { "sent", NGX_SMARTSTACK_C_MAILS },
        { "retry", NGX_SMARTSTACK_C_MAIL_RETRIES },
        { "failed", NGX_SMARTSTACK_C_MAIL_FAILURES },
        { "bounced", NGX_SMARTSTACK_C_MAIL_FAILURES }
    };

    ngx_smartstack_pg_arg_t  args[] = {
        { "id", (char *) mail->id },
        { "attempt", (char *) mail->attempt },
        { "outcome", outcomes[outcome].name },
        { "error", error },
        { NULL, NULL }
    };

    ngx_smartstack_count(outcomes[outcome].counter);

    batch = ngx_smartstack_pg_batch(mail->sender->pg);

    if (batch == NULL) {
        ngx_smartstack_mail_gone(mail);
        return;
    }

    batch->write = 1;

    if (ngx_smartstack_pg_add_args(batch, mail->sender->finish, args)
        != NGX_OK)
    {
        ngx_smartstack_op_complete(&batch->op);
        ngx_smartstack_mail_gone(mail);
        return;
    }

    ngx_smartstack_op_attach(&batch->op, ngx_smartstack_mail_finished, mail,
                             &mail->step);
    ngx_smartstack_pg_submit(batch);
}


static void
ngx_smartstack_mail_finished(ngx_smartstack_op_t *op, void *owner)
{
    ngx_smartstack_mail_t *mail = owner;

    ngx_smartstack_sender_t    *sender;
    ngx_smartstack_pg_batch_t  *batch;

    sender = mail->sender;
    batch = (ngx_smartstack_pg_batch_t *) op;

    if (batch->status != NGX_SMARTSTACK_PG_OK) {
        ngx_log_error(NGX_LOG_WARN, sender->log, 0,
                      "what became of mail %s could not be saved: it may be "
                      "sent again", mail->id);
    }

    ngx_smartstack_mail_gone(mail);
    ngx_smartstack_sender_next(sender);
}


static void
ngx_smartstack_mail_gone(ngx_smartstack_mail_t *mail)
{
    ngx_queue_remove(&mail->queue);
    mail->sender->n--;

    /* it may hold a secret of one use */

    ngx_explicit_memzero(mail->message.data, mail->message.len);

    ngx_smartstack_op_complete(&mail->op);
}
