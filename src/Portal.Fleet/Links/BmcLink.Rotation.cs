using Portal.Fleet.Credentials;
using Portal.Fleet.Servers;
using Portal.Ipmi;
using Portal.Ipmi.Commands.App;
using Portal.Ipmi.Configuration;

namespace Portal.Fleet.Links;

/// <summary>
/// Changes the password of the portal's own account on the BMC, and of no other. The new one is in the vault before the BMC hears of it; the session that is up stays
/// until a second login has proved it, so that it can be put back. Wherever this is killed, the link finds out at its next login which one counts.
/// </summary>
internal sealed partial class BmcLink
{
    /// <summary>How often a BMC that took the password is asked again whether it lets us in with it: some take a moment.</summary>
    private const int Logins = 3;

    private const string NotProven = "The BMC does not confirm that the account the portal uses has the password the portal has; nothing was changed.";

    private static readonly TimeSpan s_loginAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_handOver = TimeSpan.FromSeconds(30);

    // Who holds it may log in: a change of the password and the link's own login must not cross.
    private readonly SemaphoreSlim _credential = new(1, 1);

    // Why a second login told nothing; written by who holds the semaphore.
    private volatile BmcFailureException? _noSecondLogin;

    private enum Login
    {
        Right,
        Wrong,
        Impossible,
    }

    public async Task<PasswordChange> RotatePasswordAsync(DateTimeOffset? since, CancellationToken ct)
    {
        if (await WaitForSessionAsync(ct) is null)
            return Unreachable();
        using var turn = _people.Begin();
        try
        {
            await _credential.WaitAsync(ct);
            PasswordChange? end;
            try
            {
                // The link's own login may have finished what an earlier try left.
                end = _server.SealedNextPassword is null && _server.PasswordSetAt >= since ? PasswordChange.Done(LengthNow())
                    : _session is { } session ? await ChangeAsync(session, ct) : Unreachable();
            }
            catch (IpmiException e)
            {
                var failure = BmcDialer.Translate(e, _server, credentialWorkedBefore: true);
                end = _server.SealedNextPassword is null
                    ? PasswordChange.Failed(failure.Problem.Code(), failure.Detail ?? failure.Problem.Sentence(), failure.Problem)
                    : PasswordChange.InDoubt(failure.Detail ?? failure.Problem.Sentence(), failure.Problem);
            }
            finally
            {
                _credential.Release();
            }

            return end ?? await HandOverAsync(ct);
        }
        finally
        {
            _pollNow.Beat();
        }
    }

    private PasswordChange Unreachable()
    {
        lock (_lock)
        {
            var problem = _linkProblem.Problem == BmcProblem.None ? BmcProblem.NoAnswer : _linkProblem.Problem;
            var detail = _linkProblem.Detail ?? problem.Sentence();
            return _server.SealedNextPassword is null ? PasswordChange.Failed(problem.Code(), detail, problem) : PasswordChange.InDoubt(detail, problem);
        }
    }

    /// <summary>Null: only the link itself can find out, by logging in anew.</summary>
    private async Task<PasswordChange?> ChangeAsync(BmcSession session, CancellationToken ct)
    {
        var users = new UserDirectory(session);
        if (await FindOwnSlotAsync(session, users, ct) is not { } slot)
            return PasswordChange.Failed("account_not_found", "The BMC does not tell which of its users the portal's account is; nothing was changed.");
        using var old = _server.SealedPassword is { } blob ? _desk.Vault.Open(Id, CredentialVault.Password, blob) : null;
        if (old is null)
            return PasswordChange.Failed(BmcProblem.CredentialMissing.Code(), BmcProblem.CredentialMissing.Sentence(), BmcProblem.CredentialMissing);
        if (_server.SealedNextPassword is null)
        {
            // A BMC that stores 20 bytes and looks at 16 lets us in and denies it: the login counts.
            if (await TestAsync(users, slot, old, ct) == Login.Wrong && await LogInAsync(old, ct) != Login.Right)
                return PasswordChange.Failed("account_not_proven", NotProven);
            using var made = PasswordMaker.Make();
            if (!await _desk.Pending.BeginAsync(_server, made, Adopt, ct))
                return PasswordChange.Failed("changed_meanwhile", "The stored password was changed at the same moment; nothing was changed on the BMC.");
        }

        // From here on the BMC may hear of it: nothing that happens may leave without knowing, or saying that it is not known.
        using var next = _server.SealedNextPassword is { } pending ? _desk.Vault.Open(Id, CredentialVault.NextPassword, pending) : null;
        if (next is null)
            return PasswordChange.Failed(BmcProblem.CredentialMissing.Code(), BmcProblem.CredentialMissing.Sentence(), BmcProblem.CredentialMissing);
        var refusal = (IpmiCommandException?)null;
        foreach (var bytes in (int[])[SetUserPassword.LongLength, SetUserPassword.ShortLength])
        {
            using var candidate = PasswordMaker.Take(next, bytes);
            try
            {
                await SetAsync(session, slot, candidate, ct);
            }
            catch (IpmiCommandException e) when (e.CompletionCode is not (CompletionCode.Timeout or CompletionCode.NoResponse))
            {
                refusal = e;
                if (!IsAboutSize(e.CompletionCode))
                    break;
                continue;
            }

            if (await TestAsync(users, slot, candidate, ct) == Login.Wrong)
                continue;
            if (await TryAsync(candidate, ct) is (true, var end))
                return end;
        }

        return await PutBackAsync(session, users, slot, old, next, refusal, ct);
    }

    /// <summary>Neither length was kept: the old password again, as far as the BMC lets us.</summary>
    private async Task<PasswordChange?> PutBackAsync(BmcSession session, UserDirectory users, byte slot, SecretBytes old, SecretBytes next, IpmiCommandException? refusal, CancellationToken ct)
    {
        try
        {
            if (await TestAsync(users, slot, old, ct) != Login.Right)
                await SetAsync(session, slot, old, ct);
        }
        catch (IpmiCommandException e)
        {
            refusal ??= e;
        }

        switch (await LogInAsync(old, ct))
        {
            case Login.Right:
                await _desk.Pending.AbandonAsync(_server, Adopt, CancellationToken.None);
                return refusal is null
                    ? PasswordChange.Failed("not_kept", "The BMC took the new password and did not keep it; it has its old one.")
                    : PasswordChange.Failed("refused", $"The BMC refused the new password: {refusal.CompletionCode.Describe()}. It has its old one.", BmcProblem.CommandRefused);
            case Login.Impossible:
                return null;
            default:
                return await TryBothAsync(next, ct);
        }
    }

    /// <summary>The BMC said no to the new password, and let nobody in with the old one: it may have done it all the same.</summary>
    private async Task<PasswordChange?> TryBothAsync(SecretBytes next, CancellationToken ct)
    {
        foreach (var bytes in (int[])[SetUserPassword.LongLength, SetUserPassword.ShortLength])
        {
            using var candidate = PasswordMaker.Take(next, bytes);
            if (await TryAsync(candidate, ct) is (true, var end))
                return end;
        }

        return PasswordChange.InDoubt("The BMC lets the portal in with neither password by a second login, while its session is still up. Rotate again while it is.");
    }

    /// <summary>Logs in with a candidate, which counts from then on. Not over where the BMC does not let it in; over without an end where no second login is possible.</summary>
    private async Task<(bool IsOver, PasswordChange? End)> TryAsync(SecretBytes candidate, CancellationToken ct)
    {
        switch (await LogInAsync(candidate, ct))
        {
            case Login.Right:
                await _desk.Pending.CommitAsync(_server, candidate, Adopt, CancellationToken.None);
                return (true, PasswordChange.Done(candidate.Length));
            case Login.Impossible:
                return (true, null);
            default:
                return (false, null);
        }
    }

    /// <summary>The slot of the account that the portal logs in with: the BMC's own word for this session, or the one user of this name.</summary>
    private async Task<byte?> FindOwnSlotAsync(BmcSession session, UserDirectory users, CancellationToken ct)
    {
        try
        {
            if ((await session.SendAsync(new GetSessionInfo(), ct)).UserId is { } user and > 0 && await session.SendAsync(new GetUserName(user), ct) == _server.UserName)
                return user;
        }
        catch (IpmiException e) when (e.Failure is IpmiFailure.CommandRefused or IpmiFailure.Malformed)
        {
            // It does not tell: look through its users.
        }

        UserEntry[] same = [.. (await users.ListAsync(ct)).Users.Where(user => user.Name == _server.UserName)];
        return same is [var only] ? only.Id : null;
    }

    private static async Task SetAsync(BmcSession session, byte slot, SecretBytes password, CancellationToken ct) =>
        await session.SendAsync(new SetUserPassword(slot, PasswordOperation.Set) { Password = password, IsLong = password.Length > SetUserPassword.ShortLength }, ct);

    /// <summary><see cref="Login.Impossible"/> where the BMC cannot test passwords.</summary>
    private static async Task<Login> TestAsync(UserDirectory users, byte slot, SecretBytes password, CancellationToken ct)
    {
        try
        {
            var isLong = password.Length > SetUserPassword.ShortLength;
            var test = await users.TestPasswordAsync(slot, password, isLong, ct);
            if (test == PasswordTest.WrongSize && !isLong)
                test = await users.TestPasswordAsync(slot, password, asLong: true, ct);
            return test == PasswordTest.Right ? Login.Right : Login.Wrong;
        }
        catch (IpmiCommandException)
        {
            return Login.Impossible;
        }
    }

    private async Task<Login> LogInAsync(SecretBytes password, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var session = await _desk.Dialer.OpenWithAsync(_server, password, Options.OpenTimeout, ct);
                return Login.Right;
            }
            catch (BmcFailureException e) when (e.Problem is BmcProblem.PasswordRejected or BmcProblem.IdentityNotProven)
            {
                if (attempt == Logins)
                    return Login.Wrong;
            }
            catch (BmcFailureException e)
            {
                _noSecondLogin = e;
                return Login.Impossible;
            }

            await Task.Delay(s_loginAgain * attempt, _desk.Time, ct);
        }
    }

    /// <summary>A second login was not possible, most often for want of a slot: the link gives its own session up, and its next login tells.</summary>
    private async Task<PasswordChange> HandOverAsync(CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(s_handOver, _desk.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        var before = _session;
        var why = _noSecondLogin is { } failure ? $"{failure.Detail ?? failure.Problem.Sentence()} " : "";
        try
        {
            _serving?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself this moment.
        }

        _wake.Beat();
        try
        {
            while (true)
            {
                var changed = _changed.Next;
                if (_session is { } session && session != before)
                {
                    return _server.SealedNextPassword is null
                        ? PasswordChange.Done(LengthNow())
                        : PasswordChange.InDoubt(why + "The BMC let the portal in with its old password after the new one was set. It is tried again.");
                }

                await changed.WaitAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return PasswordChange.InDoubt(why + "No second login was possible after the new password was set, and none since.", _noSecondLogin?.Problem ?? BmcProblem.NoAnswer);
        }
    }

    private int LengthNow()
    {
        using var password = _server.SealedPassword is { } blob ? _desk.Vault.Open(Id, CredentialVault.Password, blob) : null;
        return password?.Length ?? 0;
    }

    /// <summary>Logs in with whichever password counts: while a change is under way that can be the new one, its first 16 bytes, or the old one.</summary>
    private async Task<BmcSession> LogInAsync(Action onDialing, CancellationToken ct)
    {
        await _credential.WaitAsync(ct);
        try
        {
            var server = _server;
            if (server.SealedNextPassword is not { } pending || _desk.Vault.Open(Id, CredentialVault.NextPassword, pending) is not { } next)
                return await _desk.Dialer.OpenInTurnAsync(server, onDialing, ct);
            using (next)
            {
                foreach (var bytes in (int[])[SetUserPassword.LongLength, SetUserPassword.ShortLength])
                {
                    using var candidate = PasswordMaker.Take(next, bytes);
                    try
                    {
                        var session = await _desk.Dialer.OpenInTurnAsync(server, onDialing, ct, candidate);
                        await _desk.Pending.CommitAsync(server, candidate, Adopt, ct);
                        return session;
                    }
                    catch (BmcFailureException e) when (e.Problem is BmcProblem.PasswordRejected or BmcProblem.IdentityNotProven)
                    {
                        // Then it is another one.
                    }
                }
            }

            return await _desk.Dialer.OpenInTurnAsync(server, onDialing, ct);
        }
        finally
        {
            _credential.Release();
        }
    }

    /// <summary>The row as the change of the password left it. The session that is up stays: the BMC does not end it for that.</summary>
    private void Adopt(Server server) => _server = server;

    private static bool IsAboutSize(CompletionCode code) => code is CompletionCode.RequestTruncated or CompletionCode.RequestLengthInvalid
        or CompletionCode.RequestTooLong or CompletionCode.InvalidDataField or CompletionCode.ParameterOutOfRange;
}
