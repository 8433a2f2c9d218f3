using System.Collections.Frozen;
using Portal.Fleet.Servers;

namespace Portal.Fleet.Access.Proof;

/// <summary>
/// Which acts want a fresh proof of who does them: those that hand out authority, or take it from others, or cannot be undone. The one place that says so, by the word that the act
/// has in the audit; asked where its intent is written (<see cref="Audit"/>), so that no page or endpoint can forget it. An act that is not listed wants one.
/// </summary>
public static class ProofRules
{
    /// <summary>So long a proof is fresh.</summary>
    public static readonly TimeSpan Recent = TimeSpan.FromMinutes(5);

    private static readonly FrozenDictionary<string, ProofNeed> s_acts = new Dictionary<string, ProofNeed>
    {
        // Roles and grants. Who gives, proves; who takes away or denies need not, in an emergency.
        ["role.add"] = ProofNeed.Weighed,
        ["role.change"] = ProofNeed.Weighed,
        ["role.delete"] = ProofNeed.Never,
        ["grant.give"] = ProofNeed.Weighed,
        ["grant.deny"] = ProofNeed.Never,
        ["grant.take"] = ProofNeed.Weighed,
        ["grant.sync"] = ProofNeed.Never,
        ["request.ask"] = ProofNeed.Never,
        ["request.approve"] = ProofNeed.Always,
        ["request.refuse"] = ProofNeed.Never,
        ["request.withdraw"] = ProofNeed.Never,
        ["observer.create"] = ProofNeed.Always,
        ["observer.revoke"] = ProofNeed.Never,

        // People, and what they come in with.
        ["user.add"] = ProofNeed.Always,
        ["user.create"] = ProofNeed.Always,
        ["user.invite"] = ProofNeed.Always,
        ["user.link"] = ProofNeed.Always,
        ["user.reset"] = ProofNeed.Always,
        ["user.forgetFactors"] = ProofNeed.Always,
        ["user.disable"] = ProofNeed.Always,
        ["user.enable"] = ProofNeed.Always,
        ["user.delete"] = ProofNeed.Always,
        ["user.endSessions"] = ProofNeed.Never,
        ["token.create"] = ProofNeed.Always,
        ["token.delete"] = ProofNeed.Never,
        ["authenticator.add"] = ProofNeed.Always,
        ["authenticator.remove"] = ProofNeed.Always,
        ["recovery.renew"] = ProofNeed.Always,
        ["passkey.add"] = ProofNeed.Always,
        ["passkey.remove"] = ProofNeed.Always,
        ["passkey.rename"] = ProofNeed.Never,
        ["login.connect"] = ProofNeed.Always,
        ["login.disconnect"] = ProofNeed.Always,
        // These two are proof by themselves: the present password, or the link from the mail.
        ["password.change"] = ProofNeed.Never,
        ["password.set"] = ProofNeed.Never,
        ["account.rename"] = ProofNeed.Never,
        ["session.end"] = ProofNeed.Never,

        // BMCs: what the portal logs in with, and where it sends that.
        ["server.add"] = ProofNeed.Always,
        ["server.change"] = ProofNeed.Weighed,
        ["server.delete"] = ProofNeed.Never,
        ["server.test"] = ProofNeed.Never,
        ["server.reconnect"] = ProofNeed.Never,
        ["credential.order"] = ProofNeed.Always,
        ["credential.cancel"] = ProofNeed.Never,
        ["key.rotate"] = ProofNeed.Always,
        // What an order does, later, by itself: it was proved when it was given.
        ["credential.rotate"] = ProofNeed.Never,

        // Tenants.
        ["tenant.add"] = ProofNeed.Never,
        ["tenant.suspend"] = ProofNeed.Always,
        ["tenant.resume"] = ProofNeed.Never,
        ["tenant.rename"] = ProofNeed.Never,
        ["tenant.delete"] = ProofNeed.Always,
        ["tenant.allow"] = ProofNeed.Always,
        // Handing over is a change of the server; each step of the checklist then goes by itself, and what people say to it is proved again.
        ["handover.step"] = ProofNeed.Never,
        ["handover.log.read"] = ProofNeed.Never,
        ["handover.retry"] = ProofNeed.Always,
        ["handover.answer"] = ProofNeed.Always,
        ["handover.network.accept"] = ProofNeed.Always,

        // Daily work, often in a hurry. Each of them asks once by itself where it must.
        ["bulk.start"] = ProofNeed.Never,
        ["bulk.stop"] = ProofNeed.Never,
        ["view.create"] = ProofNeed.Never,
        ["view.change"] = ProofNeed.Never,
        ["view.delete"] = ProofNeed.Never,
        ["power.on"] = ProofNeed.Never,
        ["power.off"] = ProofNeed.Never,
        ["power.cycle"] = ProofNeed.Never,
        ["power.reset"] = ProofNeed.Never,
        ["power.soft"] = ProofNeed.Never,
        ["power.nmi"] = ProofNeed.Never,
        ["power.hardOff.arm"] = ProofNeed.Never,
        ["power.hardOff.cancel"] = ProofNeed.Never,
        ["boot.set"] = ProofNeed.Never,
        ["boot.toSetup"] = ProofNeed.Never,
        ["boot.andWatch"] = ProofNeed.Never,
        ["chassis.identify"] = ProofNeed.Never,
        ["chassis.policy"] = ProofNeed.Never,
        // Everybody's consoles drop with it, on a device that may not come back.
        ["bmc.reset.cold"] = ProofNeed.Always,
        ["bmc.reset.warm"] = ProofNeed.Always,
        // A lock is there for those who are in a hurry.
        ["server.protect"] = ProofNeed.Never,
        ["server.unprotect"] = ProofNeed.Always,
        ["server.confirmByName"] = ProofNeed.Weighed,
        ["events.acknowledge"] = ProofNeed.Never,
        ["events.clear"] = ProofNeed.Never,
        ["sensor.thresholds"] = ProofNeed.Never,
        ["sensor.hysteresis"] = ProofNeed.Never,
        ["bmc.clock"] = ProofNeed.Never,

        // Who may come in to a BMC, and by which way; and commands that nothing else looks at.
        ["bmc.user.set"] = ProofNeed.Always,
        ["bmc.user.delete"] = ProofNeed.Always,
        ["bmc.user.test"] = ProofNeed.Always,
        ["bmc.lan"] = ProofNeed.Always,
        ["bmc.lan.find"] = ProofNeed.Always,
        ["bmc.channel"] = ProofNeed.Always,
        ["bmc.raw"] = ProofNeed.Always,
        ["bmc.sol"] = ProofNeed.Never,
        ["alert.acknowledge"] = ProofNeed.Never,
        ["rule.save"] = ProofNeed.Never,
        ["rule.delete"] = ProofNeed.Never,
        ["rule.enable"] = ProofNeed.Never,
        ["rule.ignore"] = ProofNeed.Never,
        ["rule.unignore"] = ProofNeed.Never,
        ["rule.test"] = ProofNeed.Never,
        ["snippet.create"] = ProofNeed.Never,
        ["snippet.change"] = ProofNeed.Never,
        ["snippet.delete"] = ProofNeed.Never,
        ["audit.export"] = ProofNeed.Never,
        // From the command line only.
        ["backup.create"] = ProofNeed.Never,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Acts that begin so and are not listed by themselves want none: reading and typing on consoles, with every key looked at already.</summary>
    private static readonly string[] s_daily = ["console."];

    /// <summary>The acts that are listed.</summary>
    public static IReadOnlyCollection<string> Known => s_acts.Keys;

    public static ProofNeed Of(string action) => s_acts.TryGetValue(action, out var need) ? need
        : Array.Exists(s_daily, area => action.StartsWith(area, StringComparison.Ordinal)) ? ProofNeed.Never
        : ProofNeed.Always;

    /// <summary>Whether an act wants a fresh proof.</summary>
    /// <param name="handsOut">What whoever does it says of it, where it is weighed.</param>
    public static bool Wants(string action, bool handsOut) => Of(action) switch { ProofNeed.Never => false, ProofNeed.Weighed => handsOut, _ => true };

    /// <summary>Rights with which more can be done than to look.</summary>
    public static bool HandsOut(BmcRight rights) => (rights & ~Role.Viewer.Rights()) != 0;

    /// <summary>A change of what the portal logs in with, or of where it sends that, or of whose the server is.</summary>
    public static bool HandsOut(ServerChange change) => change.Tenant is not null || change.Password is not null || change.UserName is not null || change.Address is not null || change.Port is not null;
}
