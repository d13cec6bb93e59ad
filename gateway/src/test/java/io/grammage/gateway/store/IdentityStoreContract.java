package io.grammage.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grammage.gateway.identity.ApiKey;
import io.grammage.gateway.identity.Authenticator;
import io.grammage.gateway.identity.Identities;
import io.grammage.gateway.identity.IdentityStore;
import io.grammage.gateway.identity.IssuedKey;
import io.grammage.gateway.identity.Organization;
import io.grammage.gateway.identity.Principal;
import io.grammage.gateway.identity.Project;
import io.grammage.gateway.identity.Scope;
import io.grammage.gateway.identity.User;
import io.grammage.gateway.kernel.ApiKeyId;
import io.grammage.gateway.kernel.Clock;
import io.grammage.gateway.kernel.OrganizationId;
import io.grammage.gateway.kernel.ProjectId;
import io.grammage.gateway.kernel.UserId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of identities must do. */
public abstract class IdentityStoreContract {
    private static final Instant NOW = Instant.parse("2026-11-21T10:11:12.131415Z");

    private final Random random = new Random(42);
    private final IssuedKey issued = IssuedKey.random(random);
    private final Organization acme = organization("Acme");
    private final Organization globex = organization("Globex");
    private final Project search = project(acme, "search");
    private final User ada = new User(new UserId(uuid()), acme.id(), "Ada", "engineer", NOW);
    private final ApiKey key = key(search, ada, issued);

    /** The store under test, empty when a test starts. */
    protected abstract IdentityStore store();

    /** Another process' view of the same data. */
    protected abstract IdentityStore otherProcess();

    @Test
    void anEmptyStoreHoldsNobody() {
        Identities nobody = store().load();

        assertThat(nobody.organizations()).isEmpty();
        assertThat(nobody.projects()).isEmpty();
        assertThat(nobody.users()).isEmpty();
        assertThat(nobody.keys()).isEmpty();
    }

    @Test
    void whatWasAddedComesBack() {
        addAll();
        ApiKey bare = new ApiKey(
                new ApiKeyId(uuid()),
                search.id(),
                null,
                "größe 価格 🌍",
                IssuedKey.random(random).hash(),
                "abcd",
                EnumSet.allOf(Scope.class),
                NOW,
                NOW.plusSeconds(60),
                NOW.plusSeconds(30));
        store().add(bare);

        Identities loaded = otherProcess().load();

        assertThat(loaded.organizations()).containsExactly(acme, globex);
        assertThat(loaded.projects()).containsExactly(search);
        assertThat(loaded.users()).containsExactly(ada);
        assertThat(loaded.keys()).containsExactly(key, bare);
    }

    @Test
    void aLoadedKeyAuthenticates() {
        addAll();
        Identities loaded = store().load();

        Principal principal = new Authenticator(() -> loaded, clockAt(NOW))
                .authenticate("Bearer " + issued.text().reveal(), null, null);

        assertThat(principal)
                .isEqualTo(new Principal(acme.id(), search.id(), key.id(), ada.id(), Set.of(Scope.INFERENCE)));
    }

    @Test
    void refusesTakenIds() {
        addAll();

        expectRefusal(() -> store().add(new Organization(acme.id(), "Another", NOW)), "id is taken");
        expectRefusal(() -> store().add(new Project(search.id(), acme.id(), "another", NOW)), "id is taken");
        expectRefusal(() -> store().add(new User(ada.id(), acme.id(), "Eve", "guest", NOW)), "id is taken");
        expectRefusal(
                () -> store().add(new ApiKey(
                        key.id(),
                        search.id(),
                        null,
                        "another",
                        IssuedKey.random(random).hash(),
                        "abcd",
                        Set.of(Scope.INFERENCE),
                        NOW,
                        null,
                        null)),
                "id is taken");
    }

    @Test
    void refusesTakenNames() {
        addAll();

        expectRefusal(() -> store().add(organization("Acme")), "name 'Acme' is taken");
        expectRefusal(() -> store().add(project(acme, "search")), "name 'search' is taken");
        store().add(project(globex, "search"));
        assertThat(store().load().projectsNamed("search")).hasSize(2);
    }

    @Test
    void refusesAKeyWhoseTextIsInUse() {
        addAll();

        expectRefusal(() -> store().add(key(search, null, issued)), "same text");
    }

    @Test
    void refusesWhatBelongsToNobodyKnown() {
        addAll();
        Organization unknown = organization("Unknown");
        User stranger = new User(new UserId(uuid()), globex.id(), "Eve", "guest", NOW);
        store().add(stranger);
        IssuedKey another = IssuedKey.random(random);

        expectRefusal(() -> store().add(project(unknown, "p")), "organization " + unknown.id() + " is unknown");
        expectRefusal(
                () -> store().add(new User(new UserId(uuid()), unknown.id(), "Bob", "guest", NOW)),
                "organization " + unknown.id() + " is unknown");
        Project nowhere = project(acme, "nowhere");
        expectRefusal(() -> store().add(key(nowhere, null, another)), "project " + nowhere.id() + " is unknown");
        User nobody = new User(new UserId(uuid()), acme.id(), "Nobody", "guest", NOW);
        expectRefusal(() -> store().add(key(search, nobody, another)), "user " + nobody.id() + " is unknown");
        expectRefusal(() -> store().add(key(search, stranger, another)), "user " + stranger.id() + " is unknown");
    }

    @Test
    void aKeyIsRevokedOnce() {
        addAll();
        Instant moment = NOW.plusSeconds(5);

        assertThat(store().revoke(key.id(), moment)).isTrue();
        assertThat(store().revoke(key.id(), moment.plusSeconds(1))).isFalse();
        assertThat(store().revoke(new ApiKeyId(uuid()), moment)).isFalse();

        ApiKey loaded = store().load().keys().getFirst();
        assertThat(loaded.revokedAt()).isEqualTo(moment);
        assertThat(loaded.isValidAt(NOW)).isFalse();
    }

    @Test
    void theVersionChangesWithEveryWriteOfAnyProcess() {
        addAll();
        long before = store().version();
        assertThat(store().version()).isEqualTo(before);
        assertThat(otherProcess().version()).isEqualTo(before);

        otherProcess().add(organization("From elsewhere"));
        long added = store().version();
        store().add(organization("From here"));
        long addedHere = store().version();
        otherProcess().revoke(key.id(), NOW);
        long revoked = store().version();

        assertThat(Set.of(before, added, addedHere, revoked)).hasSize(4);
        assertThat(otherProcess().version()).isEqualTo(revoked);
    }

    @Test
    void aRefusedWriteLeavesTheVersion() {
        addAll();
        long before = store().version();

        expectRefusal(() -> store().add(organization("Acme")), "taken");
        store().revoke(new ApiKeyId(uuid()), NOW);

        assertThat(store().version()).isEqualTo(before);
        store().add(organization("Next"));
        assertThat(store().load().organizations()).hasSize(3);
    }

    private void addAll() {
        store().add(acme);
        store().add(globex);
        store().add(search);
        store().add(ada);
        store().add(key);
    }

    private static void expectRefusal(Runnable write, String words) {
        assertThatThrownBy(write::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    private Organization organization(String name) {
        return new Organization(new OrganizationId(uuid()), name, NOW);
    }

    private Project project(Organization organization, String name) {
        return new Project(new ProjectId(uuid()), organization.id(), name, NOW);
    }

    private ApiKey key(Project project, @Nullable User user, IssuedKey text) {
        return new ApiKey(
                new ApiKeyId(uuid()),
                project.id(),
                user == null ? null : user.id(),
                "laptop",
                text.hash(),
                text.hint(),
                Set.of(Scope.INFERENCE),
                NOW,
                null,
                null);
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static Clock clockAt(Instant moment) {
        return new Clock() {
            @Override
            public long epochMicros() {
                return moment.getEpochSecond() * 1_000_000;
            }

            @Override
            public long nanos() {
                return 0;
            }
        };
    }
}
