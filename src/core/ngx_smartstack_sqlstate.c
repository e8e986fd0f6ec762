
/* From SQLSTATE to the answer of the API (one table). */


#include <ngx_smartstack_sqlstate.h>


#define NGX_SMARTSTACK_SQLSTATE_LEN  5


typedef struct {
    const char                 *state;    /* or the first two, a class */
    ngx_smartstack_sqlstate_t   answer;
} ngx_smartstack_sqlstate_entry_t;


static void ngx_smartstack_sqlstate_own(const char *state,
    ngx_smartstack_sqlstate_t *out);


#define ngx_smartstack_answer(status, code, detail, ...)                      \
    { status, ngx_string(code), ngx_string(detail), __VA_ARGS__ }

/* own, retry, reprepare, reconnect, alarm */
#define NGX_SMARTSTACK_PLAIN      0, 0, 0, 0, 0
#define NGX_SMARTSTACK_ALARM      0, 0, 0, 0, 1
#define NGX_SMARTSTACK_RETRY      0, 1, 0, 0, 0
#define NGX_SMARTSTACK_REPREPARE  0, 1, 1, 0, 1
#define NGX_SMARTSTACK_LOST       0, 1, 0, 1, 0
#define NGX_SMARTSTACK_LEAVE      0, 0, 0, 1, 0
#define NGX_SMARTSTACK_REFUSED    0, 0, 0, 1, 1


/* A full state comes before its class. */

static ngx_smartstack_sqlstate_entry_t  ngx_smartstack_sqlstates[] = {

    /* what the client sent */

    { "23505", ngx_smartstack_answer(409, "duplicate",
      "A record with this value exists already.", NGX_SMARTSTACK_PLAIN) },
    { "23P01", ngx_smartstack_answer(409, "conflict",
      "The value conflicts with another record.", NGX_SMARTSTACK_PLAIN) },
    { "23001", ngx_smartstack_answer(409, "in_use",
      "Other records still refer to this one.", NGX_SMARTSTACK_PLAIN) },
    { "23503", ngx_smartstack_answer(422, "unknown_reference",
      "The record that this value refers to does not exist.",
      NGX_SMARTSTACK_PLAIN) },
    { "23514", ngx_smartstack_answer(422, "invalid_value",
      "The value is not allowed here.", NGX_SMARTSTACK_PLAIN) },
    { "23502", ngx_smartstack_answer(422, "required",
      "A required value is missing.", NGX_SMARTSTACK_ALARM) },
    { "22021", ngx_smartstack_answer(422, "invalid_text",
      "The text is not valid UTF-8.", NGX_SMARTSTACK_PLAIN) },
    { "22", ngx_smartstack_answer(422, "invalid_value",
      "A value has the wrong form or is out of range.",
      NGX_SMARTSTACK_PLAIN) },

    /* row-level security or a missing grant: the code above asked wrongly */

    { "42501", ngx_smartstack_answer(404, "not_found",
      "There is no such resource.", NGX_SMARTSTACK_ALARM) },

    /* another transaction was in the way */

    { "40001", ngx_smartstack_answer(503, "busy",
      "Another change was in the way. Try again.", NGX_SMARTSTACK_RETRY) },
    { "40P01", ngx_smartstack_answer(503, "busy",
      "Another change was in the way. Try again.", NGX_SMARTSTACK_RETRY) },
    { "55P03", ngx_smartstack_answer(503, "busy",
      "The record is locked by another change. Try again.",
      NGX_SMARTSTACK_PLAIN) },
    { "57014", ngx_smartstack_answer(503, "timeout",
      "The request took too long. Try again.", NGX_SMARTSTACK_PLAIN) },

    /* the server has too little of something, or goes away */

    { "53", ngx_smartstack_answer(503, "overloaded",
      "The service is overloaded. Try again later.", NGX_SMARTSTACK_PLAIN) },
    { "57P01", ngx_smartstack_answer(503, "unavailable",
      "The database is restarting. Try again.", NGX_SMARTSTACK_LOST) },
    { "57P02", ngx_smartstack_answer(503, "unavailable",
      "The database is restarting. Try again.", NGX_SMARTSTACK_LOST) },
    { "57P03", ngx_smartstack_answer(503, "unavailable",
      "The database is restarting. Try again.", NGX_SMARTSTACK_LOST) },
    { "57P05", ngx_smartstack_answer(503, "unavailable",
      "The database closed the connection. Try again.",
      NGX_SMARTSTACK_LOST) },
    { "08", ngx_smartstack_answer(503, "unavailable",
      "The connection to the database was lost. Try again.",
      NGX_SMARTSTACK_LOST) },
    { "25P03", ngx_smartstack_answer(503, "unavailable",
      "The database closed the connection. Try again.",
      NGX_SMARTSTACK_REFUSED) },
    { "25006", ngx_smartstack_answer(503, "unavailable",
      "The database takes no writes at the moment. Try again.",
      NGX_SMARTSTACK_LEAVE) },
    { "25P02", ngx_smartstack_answer(500, "internal_error",
      "Something went wrong on our side.", NGX_SMARTSTACK_REFUSED) },
    { "28", ngx_smartstack_answer(503, "unavailable",
      "The database refused the connection.", NGX_SMARTSTACK_REFUSED) },
    { "3D", ngx_smartstack_answer(503, "unavailable",
      "The database refused the connection.", NGX_SMARTSTACK_REFUSED) },

    /* a prepared statement that is gone, or whose columns have changed */

    { "0A000", ngx_smartstack_answer(500, "internal_error",
      "Something went wrong on our side.", NGX_SMARTSTACK_REPREPARE) },
    { "26000", ngx_smartstack_answer(500, "internal_error",
      "Something went wrong on our side.", NGX_SMARTSTACK_REPREPARE) },

    /* everything else */

    { "", ngx_smartstack_answer(500, "internal_error",
      "Something went wrong on our side.", NGX_SMARTSTACK_ALARM) }
};


void
ngx_smartstack_sqlstate(const char *state, ngx_smartstack_sqlstate_t *out)
{
    ngx_smartstack_sqlstate_entry_t  *entry;

    /* libpq's own errors carry no state: the connection broke */

    if (state == NULL || state[0] == '\0') {
        state = "08006";
    }

    if (ngx_strncmp(state, "SS", 2) == 0) {
        ngx_smartstack_sqlstate_own(state, out);
        return;
    }

    for (entry = ngx_smartstack_sqlstates; /* void */ ; entry++) {
        if (ngx_strncmp(state, entry->state, ngx_strlen(entry->state)) == 0) {
            *out = entry->answer;
            return;
        }
    }
}


/* SSnnn: nnn is the status, and the error's message is the code. */

static void
ngx_smartstack_sqlstate_own(const char *state, ngx_smartstack_sqlstate_t *out)
{
    size_t     len;
    ngx_int_t  status;

    len = ngx_strlen(state);
    status = ngx_atoi((u_char *) state + 2, len - 2);

    ngx_memzero(out, sizeof(ngx_smartstack_sqlstate_t));

    out->own = 1;
    ngx_str_set(&out->code, "refused");
    ngx_str_set(&out->detail, "The request was refused.");

    if (len == NGX_SMARTSTACK_SQLSTATE_LEN
        && ((status >= 400 && status <= 599) || status == 1))
    {
        out->status = (ngx_uint_t) status;
        return;
    }

    ngx_smartstack_sqlstate("XX000", out);
}


ngx_int_t
ngx_smartstack_sqlstate_pointer(ngx_pool_t *pool, const char *constraint,
    const char *table, ngx_str_t *pointer)
{
    size_t       len, end, i;
    ngx_str_t   *suffix;

    static ngx_str_t  suffixes[] = {
        ngx_string("_fkey"),
        ngx_string("_check"),
        ngx_string("_key"),
        ngx_null_string
    };

    if (constraint == NULL || table == NULL) {
        return NGX_DECLINED;
    }

    len = ngx_strlen(table);

    if (ngx_strncmp(constraint, table, len) != 0 || constraint[len] != '_') {
        return NGX_DECLINED;
    }

    constraint += len + 1;
    len = ngx_strlen(constraint);

    for (suffix = suffixes; suffix->len; suffix++) {

        if (len <= suffix->len) {
            continue;
        }

        end = len - suffix->len;

        if (ngx_strcmp(constraint + end, suffix->data) == 0) {
            break;
        }
    }

    if (suffix->len == 0) {
        return NGX_DECLINED;
    }

    for (i = 0; i < end; i++) {
        if (constraint[i] == '~' || constraint[i] == '/') {
            return NGX_DECLINED;
        }
    }

    pointer->data = ngx_pnalloc(pool, end + 1);
    if (pointer->data == NULL) {
        return NGX_ERROR;
    }

    pointer->data[0] = '/';
    ngx_memcpy(pointer->data + 1, constraint, end);
    pointer->len = end + 1;

    return NGX_OK;
}
