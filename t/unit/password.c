
/* The passwords that are guessed first, and those that only look so. */


#include "tap.h"
#include <ngx_smartstack_password.h>
#include <ngx_smartstack_password_list.h>
#include <ngx_smartstack_password_words.h>


static const char *const  tails[] = {
    "1", "12", "123", "1234", "123456", "01", "07", "1!", "!", "2026", "99",
    "_1", "123!", NULL
};


static ngx_uint_t
common(const char *password, const char *email)
{
    ngx_str_t  p, e;

    p = tap_exact(password, strlen(password));
    e = tap_exact(email, strlen(email));

    return ngx_smartstack_password_common(&p, &e);
}


/* Every word of the list with every tail, as long as the contract lets it. */

static ngx_uint_t
refused(ngx_uint_t *tried)
{
    char        text[64];
    size_t      i, n;
    ngx_uint_t  j, count;

    count = 0;
    *tried = 0;
    n = sizeof(ngx_smartstack_password_words) / sizeof(char *);

    for (i = 0; i < n; i++) {
        for (j = 0; tails[j]; j++) {
            (void) snprintf(text, sizeof(text), "%s%s",
                            ngx_smartstack_password_words[i], tails[j]);

            if (strlen(text) >= 8) {
                (*tried)++;
                count += common(text, "a@example.com");
            }
        }
    }

    return count;
}


static ngx_uint_t
sorted(const char *const *list, size_t n)
{
    size_t  i;

    for (i = 1; i < n; i++) {
        if (strcmp(list[i - 1], list[i]) >= 0) {
            return 0;
        }
    }

    return 1;
}


static ngx_uint_t
known(void)
{
    size_t  i, n;

    n = sizeof(ngx_smartstack_password_list) / sizeof(char *);

    for (i = 0; i < n; i++) {
        if (!common(ngx_smartstack_password_list[i], "a@example.com")) {
            note("%s", ngx_smartstack_password_list[i]);
            return 0;
        }
    }

    return n >= 3000;
}


TAP_MAIN
{
    ngx_uint_t  n, tried;

    ok(sorted(ngx_smartstack_password_words,
              sizeof(ngx_smartstack_password_words) / sizeof(char *))
       && sorted(ngx_smartstack_password_list,
                 sizeof(ngx_smartstack_password_list) / sizeof(char *)),
       "the lists are sorted: they are searched by halves");

    ok(known(), "C5: the 3,000 most common passwords are refused");

    n = refused(&tried);

    ok(tried >= 3000 && n == tried, "C5: %d common passwords are refused",
       (int) n);

    ok(common("P4$$w0rd2026!", "a@example.com"), "C5: figures for letters");
    ok(common("aaaaaaaaaa", "a@example.com"), "C5: one letter");
    ok(common("123412341234", "a@example.com"), "C5: over and over");
    ok(common("23456789", "a@example.com"), "C5: digits in a row");
    ok(common("hgfedcba", "a@example.com"), "C5: letters in a row");
    ok(!common("monkey of mine", "a@example.com"), "C5: a phrase");
    ok(!common("monkey1234567", "a@example.com"), "C5: a longer tail");
    ok(!common("dragonhedgehog", "a@example.com"), "C5: two words");

    ok(common("password", "a@example.com"), "the first of every list");
    ok(common("PassWord1", "a@example.com"), "case does not count");
    ok(common("12345678", "a@example.com"), "digits in a row");
    ok(common("zxcvbnm,", "a@example.com"), "the last of the list");

    ok(common("jane.doe@example.com", "jane.doe@example.com"),
       "the account's address");
    ok(common("JANE.DOE", "jane.doe@example.com"), "its local part");
    ok(!common("jane.doe.2", "jane.doe@example.com"),
       "more than the local part");

    ok(common("smartstack", "a@example.com"), "the product's name");
    ok(common("SmartStack1!", "a@example.com"), "... with a tail");
    ok(!common("smartstack is a fine name", "a@example.com"),
       "a sentence about the product");

    ok(!common("correct horse battery staple", "a@example.com"),
       "a long phrase");
    ok(!common("password of a long phrase", "a@example.com"),
       "a phrase that starts with a common one");
    ok(!common("xk7#vQ2p", "not an address"), "an address without an @");
}
