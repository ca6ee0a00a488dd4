"""What the resources of every app share: parameters, paging, answers for what moved or went, problem details, CSV."""
