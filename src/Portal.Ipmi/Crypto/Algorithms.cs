namespace Portal.Ipmi.Crypto;

/// <summary>The three algorithms that a cipher suite number stands for, and that Open Session names one by one.</summary>
internal readonly record struct Algorithms(AuthenticationAlgorithm Authentication, IntegrityAlgorithm Integrity, ConfidentialityAlgorithm Confidentiality);
