namespace Portal.Ipmi.Configuration;

/// <summary>Parameter 0 of every family of configuration parameters, for example IPMI 2.0 table 23-4.</summary>
public enum SetInProgress : byte
{
    /// <summary>Nobody changes anything; written without a commit before, it rolls back where the BMC can.</summary>
    Complete = 0,

    /// <summary>Somebody changes parameters.</summary>
    InProgress = 1,

    /// <summary>Takes what was written.</summary>
    Commit = 2,
}
