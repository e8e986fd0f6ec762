
#include "tap.h"
#include <ngx_smartstack_sqlstate.h>


typedef struct {
    const char  *state;
    int          status;
    const char  *code;
    const char  *flags;     /* o own, r retry, p reprepare, c reconnect,
                               a alarm */
} sample_t;


static void
flags_of(ngx_smartstack_sqlstate_t *s, char *out)
{
    if (s->own) {
        *out++ = 'o';
    }

    if (s->retry) {
        *out++ = 'r';
    }

    if (s->reprepare) {
        *out++ = 'p';
    }

    if (s->reconnect) {
        *out++ = 'c';
    }

    if (s->alarm) {
        *out++ = 'a';
    }

    *out = '\0';
}


static void
maps_states(void)
{
    char                        flags[8];
    ngx_uint_t                  i;
    ngx_smartstack_sqlstate_t   s;

    static const sample_t  samples[] = {
        { "23505", 409, "duplicate", "" },
        { "23P01", 409, "conflict", "" },
        { "23001", 409, "in_use", "" },
        { "23503", 422, "unknown_reference", "" },
        { "23514", 422, "invalid_value", "" },
        { "23502", 422, "required", "a" },
        { "22021", 422, "invalid_text", "" },
        { "22P02", 422, "invalid_value", "" },
        { "22003", 422, "invalid_value", "" },
        { "42501", 404, "not_found", "a" },
        { "40001", 503, "busy", "r" },
        { "40P01", 503, "busy", "r" },
        { "55P03", 503, "busy", "" },
        { "57014", 503, "timeout", "" },
        { "53300", 503, "overloaded", "" },
        { "57P01", 503, "unavailable", "rc" },
        { "57P02", 503, "unavailable", "rc" },
        { "57P03", 503, "unavailable", "rc" },
        { "08006", 503, "unavailable", "rc" },
        { "08P01", 503, "unavailable", "rc" },
        { "25006", 503, "unavailable", "c" },
        { "25P02", 500, "internal_error", "ca" },
        { "28P01", 503, "unavailable", "ca" },
        { "3D000", 503, "unavailable", "ca" },
        { "0A000", 500, "internal_error", "rpa" },
        { "26000", 500, "internal_error", "rpa" },
        { "42703", 500, "internal_error", "a" },
        { "XX000", 500, "internal_error", "a" },
        { "P0001", 500, "internal_error", "a" },
        { "40002", 500, "internal_error", "a" },
        { "2", 500, "internal_error", "a" },
        { "SS401", 401, "refused", "o" },
        { "SS404", 404, "refused", "o" },
        { "SS599", 599, "refused", "o" },
        { "SS001", 1, "refused", "o" },
        { "SS399", 500, "internal_error", "a" },
        { "SS200", 500, "internal_error", "a" },
        { "SS4x4", 500, "internal_error", "a" },
        { "SS4044", 500, "internal_error", "a" },
        { "SS", 500, "internal_error", "a" },
        { NULL, 503, "unavailable", "rc" },
        { "", 503, "unavailable", "rc" }
    };

    for (i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
        ngx_memset(&s, 0xff, sizeof(s));
        ngx_smartstack_sqlstate(samples[i].state, &s);
        flags_of(&s, flags);

        note("%s", samples[i].state ? samples[i].state : "(no state)");
        is_int(s.status, samples[i].status, "... status");
        is_str(&s.code, samples[i].code, "... code");
        ok(strcmp(flags, samples[i].flags) == 0, "... flags \"%s\"", flags);
        ok(s.detail.len && s.detail.data[s.detail.len - 1] == '.',
           "... has a sentence");
    }
}


static void
points(const char *constraint, const char *table, const char *expected)
{
    ngx_int_t  rc;
    ngx_str_t  pointer;

    rc = ngx_smartstack_sqlstate_pointer(tap_pool, constraint, table,
                                         &pointer);

    if (expected == NULL) {
        is_int(rc, NGX_DECLINED, constraint ? constraint : "no constraint");
        return;
    }

    if (rc != NGX_OK) {
        ok(0, "%s gives a pointer", constraint);
        return;
    }

    is_str(&pointer, expected, constraint);
}


TAP_MAIN
{
    maps_states();

    points("tasks_project_id_fkey", "tasks", "/project_id");
    points("clients_email_key", "clients", "/email");
    points("tasks_title_check", "tasks", "/title");
    points("board_columns_rank_check", "board_columns", "/rank");
    points("users_api_key_key", "users", "/api_key");
    points("tasks_pkey", "tasks", NULL);
    points("tasks_key", "tasks", NULL);
    points("tasks__key", "tasks", NULL);
    points("task_title_check", "tasks", NULL);
    points("tasks_title", "tasks", NULL);
    points("tasks", "tasks", NULL);
    points("tasks_a/b_key", "tasks", NULL);
    points(NULL, "tasks", NULL);
    points("tasks_title_check", NULL, NULL);
}
