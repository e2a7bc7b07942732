package dev.slipway.portal.platform.account;

import dev.slipway.portal.security.Person;
import dev.slipway.portal.security.tokens.AccessTokens;
import dev.slipway.portal.security.tokens.CreatedToken;
import dev.slipway.portal.web.ConflictException;
import dev.slipway.portal.web.NotFoundException;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A person's own tokens, the same way for the page and the API. */
@Component
class Tokens {

    private final AccessTokens tokens;

    Tokens(AccessTokens tokens) {
        this.tokens = tokens;
    }

    CreatedToken create(TokenOrder order, Person owner) {
        order.check();
        if (tokens.of(owner).size() >= AccessTokens.MOST_PER_PERSON) {
            throw new ConflictException(
                    "You have " + AccessTokens.MOST_PER_PERSON + " tokens, the most one person can have: revoke some.");
        }
        return tokens.create(owner, order.checkedName(), order.life(), order.onlyReads());
    }

    List<TokenView> of(Person owner) {
        return tokens.of(owner).stream().map(TokenView::of).toList();
    }

    /** Ends the token; another person's token is as unknown as one that never was. */
    void revoke(String id, Person owner) {
        if (!isUuid(id) || !tokens.revoke(owner, UUID.fromString(id))) {
            throw new NotFoundException("token", id);
        }
    }

    private static boolean isUuid(String id) {
        return id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }
}
