package dev.encryptedkinesis.operator.doctor;

import dev.encryptedkinesis.operator.access.AccessFacts;
import dev.encryptedkinesis.operator.access.AccessGateways;
import dev.encryptedkinesis.operator.access.AccessQuestion;
import dev.encryptedkinesis.operator.access.Answer;
import dev.encryptedkinesis.operator.access.DeclaredAccess;
import dev.encryptedkinesis.operator.access.DeclaredAccess.Party;
import dev.encryptedkinesis.operator.access.DenialLog;
import dev.encryptedkinesis.operator.access.IdentityDecision;
import dev.encryptedkinesis.operator.access.IdentityQuestion;
import dev.encryptedkinesis.operator.access.KeyAccessGateway;
import dev.encryptedkinesis.operator.access.KeyGrant;
import dev.encryptedkinesis.operator.access.NeededKey;
import dev.encryptedkinesis.operator.access.Use;
import dev.encryptedkinesis.operator.access.denials.Denial;
import dev.encryptedkinesis.operator.stream.Caller;
import dev.encryptedkinesis.operator.stream.Failure;
import dev.encryptedkinesis.operator.stream.Gateways;
import dev.encryptedkinesis.operator.stream.KeyLookup;
import dev.encryptedkinesis.operator.stream.Realm;
import dev.encryptedkinesis.operator.stream.StreamDescription;
import dev.encryptedkinesis.operator.stream.StreamId;
import dev.encryptedkinesis.operator.stream.WantedKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Asks AWS what there is to know of a stream. Changes nothing. */
public final class Examination {

    /** What Kinesis may answer for a stream that has none. */
    private static final Pattern NO_POLICY = Pattern.compile("\\s*(\\{\\s*})?\\s*");

    /** CloudWatch and CloudTrail show what happened minutes later. */
    private static final Duration BACK = Duration.ofHours(3);

    /** Of CloudTrail's list, for each operation: it takes two questions a second from the whole account. */
    private static final int MOST_PAGES = 4;

    private final Gateways gateways;
    private final AccessGateways access;
    private final Clock clock;
    private final Patience patience;

    /** @param pause before a question that was one too many is asked again */
    public Examination(Gateways gateways, AccessGateways access, Clock clock, Pause pause) {
        this.gateways = gateways;
        this.access = access;
        this.clock = clock;
        this.patience = new Patience(pause);
    }

    /** @param users whom to look at; may be nobody */
    public Seen of(StreamId id, DeclaredAccess users) {
        Answer<Caller> caller = patience.ask(gateways.caller(id.realm())::caller);
        // Without credentials every other question has the same answer.
        Answer<Optional<StreamDescription>> stream = caller.silence()
                .filter(why -> why.kind() == Failure.Kind.CREDENTIALS_UNUSABLE)
                .<Answer<Optional<StreamDescription>>>map(Answer.Silent::new)
                .orElseGet(() -> patience.ask(() -> gateways.streams(id.realm()).describe(id.name())));
        Optional<StreamDescription> description = stream.known().flatMap(found -> found);
        Optional<KeySight> key = description
                .flatMap(StreamDescription::keyId)
                .map(keyId -> new KeySight(keyId, look(keyId, id.realm())));
        return new Seen(
                id,
                users,
                caller,
                stream,
                key,
                description.map(
                        found -> access(new AccessQuestion(users, id.region(), found.arn(), needed(key)), id.realm())),
                key.flatMap(KeySight::facts).map(facts -> lately(id.realm())));
    }

    private Seen.Lately lately(Realm realm) {
        Instant now = clock.instant();
        return new Seen.Lately(
                BACK,
                patience.ask(() -> access.usage(realm).busiestMinute(now.minus(BACK), now)),
                denials(access.denials(realm), now));
    }

    /** The latest first, and so the latest at least. */
    private Answer<List<Denial>> denials(DenialLog trail, Instant now) {
        List<Denial> all = new ArrayList<>();
        for (Use use : Use.values()) {
            Optional<String> token = Optional.empty();
            int pages = 0;
            do {
                DenialLog.Question question = new DenialLog.Question(use, now.minus(BACK), now, token);
                Answer<DenialLog.Page> page = patience.ask(() -> trail.page(question));
                if (page.silence().isPresent()) {
                    return new Answer.Silent<>(page.silence().get());
                }
                all.addAll(page.known().orElseThrow().denials());
                token = page.known().orElseThrow().next();
                pages++;
            } while (token.isPresent() && pages < MOST_PAGES);
        }
        return new Answer.Known<>(all);
    }

    private KeyLookup look(String keyId, Realm realm) {
        Optional<String> other = new WantedKey(keyId).region().filter(named -> !named.equals(realm.region()));
        if (other.isPresent()) {
            return new KeyLookup.InOtherRegion(other.get());
        }
        Answer<KeyLookup> answer =
                patience.ask(() -> new KeyLookup.Found(gateways.keys(realm).describe(keyId)));
        return answer.known()
                .orElseGet(() -> new KeyLookup.Failed(answer.silence().orElseThrow()));
    }

    private static List<NeededKey> needed(Optional<KeySight> key) {
        return key
                .flatMap(sight -> sight.arn().map(arn -> new NeededKey(arn, sight.lookup(), EnumSet.allOf(Use.class))))
                .stream()
                .toList();
    }

    private Seen.Access access(AccessQuestion question, Realm realm) {
        KeyAccessGateway keys = access.keyAccess(realm);
        Map<String, Answer<String>> policies = new HashMap<>();
        Map<String, Answer<List<KeyGrant>>> grants = new HashMap<>();
        for (NeededKey key : question.keys()) {
            policies.put(key.arn(), patience.ask(() -> keys.policy(key.arn())));
            grants.put(key.arn(), patience.ask(() -> keys.grants(key.arn())));
        }
        Answer<Optional<String>> streamPolicy = patience.ask(() -> gateways.streams(realm)
                .policy(question.streamArn())
                .filter(text -> !NO_POLICY.matcher(text).matches()));
        return new Seen.Access(question, new AccessFacts(streamPolicy, policies, grants, identities(question, realm)));
    }

    private Map<IdentityQuestion, Answer<List<IdentityDecision>>> identities(AccessQuestion question, Realm realm) {
        Map<IdentityQuestion, Answer<List<IdentityDecision>>> answers = new HashMap<>();
        for (Party party : question.parties()) {
            for (IdentityQuestion asked : IdentityQuestion.of(party, question)) {
                answers.computeIfAbsent(
                        asked,
                        unasked -> patience.ask(() -> access.identities(realm).decisions(unasked)));
            }
        }
        return answers;
    }
}
