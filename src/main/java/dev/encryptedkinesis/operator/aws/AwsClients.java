package dev.encryptedkinesis.operator.aws;

import dev.encryptedkinesis.operator.access.AccessGateways;
import dev.encryptedkinesis.operator.access.DenialLog;
import dev.encryptedkinesis.operator.access.IdentityGateway;
import dev.encryptedkinesis.operator.access.KeyAccessGateway;
import dev.encryptedkinesis.operator.access.UsageGateway;
import dev.encryptedkinesis.operator.access.forecast.KmsRegion;
import dev.encryptedkinesis.operator.aws.budget.Budgets;
import dev.encryptedkinesis.operator.doctor.RecordGateway;
import dev.encryptedkinesis.operator.push.EventQueue;
import dev.encryptedkinesis.operator.push.QueueUrl;
import dev.encryptedkinesis.operator.stream.Actor.Session;
import dev.encryptedkinesis.operator.stream.Caller;
import dev.encryptedkinesis.operator.stream.CallerGateway;
import dev.encryptedkinesis.operator.stream.Errand;
import dev.encryptedkinesis.operator.stream.Gateways;
import dev.encryptedkinesis.operator.stream.KeyGateway;
import dev.encryptedkinesis.operator.stream.Realm;
import dev.encryptedkinesis.operator.stream.StreamGateway;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps one client of each service per Region and set of credentials, made when it is first asked for. The operator's own
 * stay; of the sessions of roles, those that were not asked for the longest go when there are too many, and are begun
 * anew when they are asked for again. Safe for use by many threads. To be closed once, after the last call.
 */
public final class AwsClients implements Gateways, AccessGateways, AutoCloseable {

    /** Each holds a set of credentials and its clients: with 500 KiB each, 100 MiB. */
    static final int MOST_SESSIONS = 200;

    /** What the account of the operator's own credentials is called as long as it is not known. */
    private static final String OWN_ACCOUNT = "own";

    private final CallListener listener;
    private final LongSupplier nanoTime;
    private final Budgets budgets;
    private final SessionClients own;
    private volatile String ownAccount = OWN_ACCOUNT;
    private final Sessions sessions;
    private final ClientFactory factory;

    /**
     * For a few calls: nobody listens to them, and they take no notice of what AWS leaves to others.
     *
     * @param factory closed with this
     */
    public AwsClients(ClientFactory factory) {
        this(factory, CallListener.NONE, () -> 0, Budgets.UNLIMITED);
    }

    /**
     * @param factory closed with this
     * @param nanoTime a time that never goes back, by which the calls are measured
     */
    public AwsClients(ClientFactory factory, CallListener listener, LongSupplier nanoTime, Budgets budgets) {
        this.factory = factory;
        this.budgets = budgets;
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.own = new SessionClients(factory);
        this.sessions = new Sessions(factory, MOST_SESSIONS);
    }

    @Override
    public StreamGateway streams(Realm realm) {
        SessionClients clients = clients(realm);
        StreamGateway gateway = new KinesisStreamGateway(clients.kinesis(realm.region()), calls(clients, realm));
        return isOfUnknownAccount(realm) ? new AccountFinding(gateway, this::ownAccountIs) : gateway;
    }

    private boolean isOfUnknownAccount(Realm realm) {
        return realm.actor().session().isEmpty() && ownAccount.equals(OWN_ACCOUNT);
    }

    private Caller found(Caller caller) {
        ownAccountIs(caller.account());
        return caller;
    }

    private void ownAccountIs(String account) {
        ownAccount = account;
        budgets.known(OWN_ACCOUNT, account);
    }

    @Override
    public KeyGateway keys(Realm realm) {
        SessionClients clients = clients(realm);
        return new KmsKeyGateway(clients.kms(realm.region()), calls(clients, realm));
    }

    @Override
    public KeyAccessGateway keyAccess(Realm realm) {
        SessionClients clients = clients(realm);
        return new KmsKeyAccessGateway(clients.kms(realm.region()), calls(clients, realm));
    }

    @Override
    public IdentityGateway identities(Realm realm) {
        SessionClients clients = clients(realm);
        return new IamIdentityGateway(clients.iam(realm.region()), calls(clients, realm));
    }

    @Override
    public UsageGateway usage(Realm realm) {
        SessionClients clients = clients(realm);
        return new CloudWatchUsageGateway(
                clients.cloudWatch(realm.region()), calls(clients, realm), new KmsRegion(realm.region()));
    }

    @Override
    public DenialLog denials(Realm realm) {
        SessionClients clients = clients(realm);
        return new CloudTrailDenialLog(clients.cloudTrail(realm.region()), calls(clients, realm));
    }

    @Override
    public CallerGateway caller(Realm realm) {
        SessionClients clients = clients(realm);
        CallerGateway gateway = new StsCallerGateway(clients.sts(realm.region()), calls(clients, realm));
        return isOfUnknownAccount(realm) ? () -> found(gateway.caller()) : gateway;
    }

    /** The queue of events, with the operator's own credentials. */
    public EventQueue events(QueueUrl queue) {
        return new SqsEventQueue(own.sqs(queue.region()), calls(own, Realm.own(queue.region())), queue);
    }

    /** For a person who tries a stream with credentials of their own; the operator never does. */
    public RecordGateway records(Realm realm) {
        SessionClients clients = clients(realm);
        return new KinesisRecordGateway(clients.kinesis(realm.region()), calls(clients, realm));
    }

    private SessionClients clients(Realm realm) {
        return realm.actor()
                .session()
                .map(session -> sessions.clients(session, realm.region()))
                .orElse(own);
    }

    private AwsCalls calls(SessionClients clients, Realm realm) {
        String account = realm.actor().session().map(Session::account).orElse(ownAccount);
        return new AwsCalls(realm.region(), listener, nanoTime, clients, budgets.of(account, realm.region()));
    }

    @Override
    public <T> T on(Errand errand, Supplier<T> work) {
        return budgets.on(errand, work);
    }

    @Override
    public void close() {
        sessions.close();
        own.close();
        factory.close();
    }
}
