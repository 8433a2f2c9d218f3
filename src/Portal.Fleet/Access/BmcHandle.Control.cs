using Portal.Fleet.Consoles;

namespace Portal.Fleet.Access;

/// <content>Who types on the console of a <see cref="BmcHandle"/>. All of it needs <see cref="BmcRight.ConsoleWrite"/>.</content>
public sealed partial class BmcHandle
{
    /// <summary>Longest reason that <see cref="TakeControlAsync"/> takes.</summary>
    public const int LongestReason = 200;

    /// <summary>Asks for control: given at once when nobody types or the one who does has been silent for long, else that person is asked.</summary>
    public Task RequestControlAsync(CancellationToken ct) => ControlAsync("console.control.request", null, (control, now) =>
    {
        control.Ask(Person, now);
        return true;
    }, ct);

    /// <summary>Hands control to one who asks for it. False when it was not the caller's to give, or nobody of that id asks any more.</summary>
    public Task<bool> GrantControlAsync(string toUserId, CancellationToken ct) =>
        ControlAsync("console.control.grant", toUserId, (control, now) => control.Grant(Person, toUserId, now), ct);

    /// <summary>Keeps control from one who asks for it. False when there was nothing to decline.</summary>
    public Task<bool> DeclineControlAsync(string toUserId, CancellationToken ct) =>
        ControlAsync("console.control.decline", toUserId, (control, now) => control.Decline(Person, toUserId, now), ct);

    /// <summary>Takes control from whoever has it; that person is told by whom and why.</summary>
    /// <exception cref="ArgumentException">The reason is empty, or longer than <see cref="LongestReason"/>.</exception>
    public Task TakeControlAsync(string reason, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        if (reason.Length > LongestReason)
            throw new ArgumentException($"A reason has at most {LongestReason} characters.", nameof(reason));
        return ControlAsync("console.control.take", reason.Trim(), (control, now) =>
        {
            control.Take(Person, reason.Trim(), now);
            return true;
        }, ct);
    }

    /// <summary>Lets go of control; who has asked longest gets it. False when it was not the caller's.</summary>
    public Task<bool> ReleaseControlAsync(CancellationToken ct) =>
        ControlAsync("console.control.release", null, (control, now) => control.Release(Person, now), ct);

    private async Task<bool> ControlAsync(string action, string? detail, Func<ConsoleControl, DateTimeOffset, bool> change, CancellationToken ct)
    {
        Demand(BmcRight.ConsoleWrite);
        var before = (await Bmc.GetConsoleAsync(ct)).Control.Driver;
        var result = await AuditedAsync(action, detail, () => Task.FromResult(Bmc.ChangeControl(change)), ct);
        if (before is not null && (await Bmc.GetConsoleAsync(CancellationToken.None)).Control.Driver?.UserId != before.UserId)
            await _desk.Journal.EndOfAsync(Id, before.UserId);
        return result;
    }
}
