using Portal.Ipmi;

namespace Portal.Fleet.Links;

/// <content>What a hand-over needs of the link.</content>
internal sealed partial class BmcLink
{
    public int CountViewers(DateTimeOffset before) => _console.CountViewers(before);

    public async Task<T> UseAsync<T>(Func<IIpmiConnection, Task<T>> act, CancellationToken ct)
    {
        if (await WaitForSessionAsync(ct) is not { } session)
        {
            lock (_lock)
                throw new BmcFailureException(_linkProblem.Problem == BmcProblem.None ? BmcProblem.NoAnswer : _linkProblem.Problem, _linkProblem.Detail);
        }

        using var turn = _people.Begin();
        try
        {
            return await act(session);
        }
        catch (IpmiException e)
        {
            throw BmcDialer.Translate(e, _server, credentialWorkedBefore: true);
        }
    }
}
